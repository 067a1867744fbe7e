import Domain
import Testing

@testable import Text

@Suite("Text made safe for the screen")
struct SafeTextTests {
    @Test(
        "Nothing of a guest's makes an escape sequence, moves, hides or reorders",
        arguments: [
            ("\u{1B}[31mred", "\u{FFFD}[31mred"),
            ("\u{9B}31mred", "\u{FFFD}31mred"),
            ("bell\u{07}\u{08}\u{7F}", "bell\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("\u{202E}gpj.exe", "\u{FFFD}gpj.exe"),
            ("a\u{2066}b\u{2069}c", "a\u{FFFD}b\u{FFFD}c"),
            ("\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{FFFD}a\u{FFFD}b\u{FFFD}"),
            ("a\u{200B}\u{200E}\u{200F}\u{61C}\u{FEFF}\u{2060}\u{AD}b", "ab"),
            ("x\u{E0041}\u{E0042}y", "xy"),
            ("\u{E000}\u{F0000}\u{10FFFF}\u{FFFE}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("\u{3164}\u{115F}\u{FFA0}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ]
    )
    func filtering(_ original: String, _ shown: String) {
        #expect(SafeText(UntrustedText(original)).plain == shown)
    }
}

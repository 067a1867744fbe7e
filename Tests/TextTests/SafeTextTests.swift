import Domain
import Testing

@testable import Text

@Suite("Text made safe for the screen")
struct SafeTextTests {
    @Test(
        "Nothing of a guest's makes an escape sequence, moves, hides or reorders",
        arguments: [
            Attack("colour", "\u{1B}[31mred", "\u{FFFD}[31mred"),
            Attack("one-byte CSI", "\u{9B}31mred", "\u{FFFD}31mred"),
            Attack("clipboard by OSC 52", "\u{1B}]52;c;QQ==\u{07}", "\u{FFFD}]52;c;QQ==\u{FFFD}"),
            Attack("bell, backspace, delete", "a\u{07}\u{08}\u{7F}", "a\u{FFFD}\u{FFFD}\u{FFFD}"),
            Attack("NUL", "a\0b", "a\u{FFFD}b"),
            Attack("override", "\u{202E}gpj.exe", "\u{FFFD}gpj.exe"),
            Attack("isolate", "a\u{2066}b\u{2069}c", "a\u{FFFD}b\u{FFFD}c"),
            Attack("annotation", "\u{FFF9}a\u{FFFA}b\u{FFFB}", "\u{FFFD}a\u{FFFD}b\u{FFFD}"),
            Attack("invisible", "a\u{200B}\u{200E}\u{200F}\u{61C}\u{FEFF}\u{2060}\u{AD}\u{180E}b", "ab"),
            Attack("joiners between letters", "a\u{200D}b\u{200D}", "ab"),
            Attack("tags", "x\u{E0041}\u{E0042}y", "xy"),
            Attack("private use", "\u{E000}\u{F0000}\u{10FFFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
            Attack("blank letters", "\u{3164}\u{115F}\u{FFA0}\u{1160}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
        ]
    )
    func attacks(_ attack: Attack) {
        #expect(scalars(SafeText(UntrustedText(attack.text)).plain) == scalars(attack.shown))
        #expect(scalars(SafeLines(UntrustedText(attack.text)).plain) == scalars(attack.shown))
    }

    struct Attack: CustomTestStringConvertible {
        let name, text, shown: String

        init(_ name: String, _ text: String, _ shown: String) {
            (self.name, self.text, self.shown) = (name, text, shown)
        }

        var testDescription: String { name }
    }

    @Test("An escape hidden in bytes that are no UTF-8 comes out as a placeholder")
    func overlongEscapes() {
        for bytes in [[0xC0, 0x9B], [0xE0, 0x80, 0x9B], [0xF0, 0x80, 0x80, 0x9B], [0x9B], [0xED, 0xA0, 0x80]] {
            let text = String(decoding: bytes.map(UInt8.init) + Array("[2J".utf8), as: UTF8.self)
            let shown = SafeText(UntrustedText(text)).plain
            #expect(shown.hasPrefix("\u{FFFD}") && shown.hasSuffix("[2J"))
            #expect(!shown.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        }
    }

    @Test("Noncharacters come out as placeholders", arguments: [UInt32(0xFFFE), 0xFDD0, 0xFDEF, 0x1FFFF, 0x10FFFE])
    func noncharacters(_ value: UInt32) throws {
        let text = String(Character(try #require(Unicode.Scalar(value))))
        #expect(SafeText(UntrustedText(text)).glyphs == [.placeholder])
    }

    @Test("Letters whose UTF-8 has bytes like C1 controls are left alone")
    func bytesLikeControls() {
        let arabic = "ـفقكلمنهو"
        #expect(arabic.utf8.contains(0x9B) || arabic.utf8.contains(0x84))
        #expect(SafeText(UntrustedText(arabic)).plain == arabic)
    }

    @Test("On one line a run of breaks, or a tab, is one space")
    func oneLine() {
        #expect(SafeText(UntrustedText("a\r\n\r\nb\tc\u{2028}d\n")).plain == "a b c d ")
    }

    @Test("Several lines keep their breaks, of whatever kind, and empty lines")
    func severalLines() {
        let lines = SafeText.lines(UntrustedText("a\r\nb\rc\n\n\u{2029}\td"))
        #expect(lines.lines.map { String(lines[$0]) } == ["a", "b", "c", "", "", "    d"])
        #expect(SafeLines(trusted: "").lines == [0..<0])
    }

    @Test("A mark does not climb onto the line before")
    func marksStayOnTheirLine() {
        #expect(scalars(SafeLines(trusted: "a\n\u{301}b").plain) == scalars("a\n\u{25CC}\u{301}b"))
    }

    @Test("What a guest wrote is never printed, dumped or described")
    func redaction() {
        let text = SafeText(UntrustedText("secret"))
        let lines = SafeLines(UntrustedText("secret"))
        var dumped = ""
        dump([text], to: &dumped)
        dump([lines], to: &dumped)
        #expect(!"\(text) \(lines) \(String(reflecting: text)) \(dumped)".contains("secret"))
    }

    @Test("No random text gives a glyph that could move the cursor or change the order")
    func randomText() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            let text = random.text(length: 0...60)
            let safe = SafeText(UntrustedText(text))
            let lines = SafeLines(UntrustedText(text))
            for glyph in safe.glyphs + lines.glyphs { expectHarmless(glyph) }
            #expect(safe.width == safe.glyphs[...].cellWidth)
            #expect(scalars(SafeText(trusted: safe.plain).plain) == scalars(safe.plain))
        }
    }

    private func expectHarmless(_ glyph: Glyph) {
        #expect(glyph.width == 1 || glyph.width == 2)
        for value in [glyph.base] + glyph.marks.map(\.value) {
            #expect(value >= 0x20 && !(0x7F...0x9F).contains(value))
            #expect(!(0x200B...0x200F).contains(value) && !(0x2028...0x202E).contains(value))
            #expect(!(0x2060...0x206F).contains(value) && value != 0x61C && value != 0xFEFF && value != 0xAD)
            #expect(!(0xE000...0xF8FF).contains(value) && value < 0xE0000 && value & 0xFFFE != 0xFFFE)
        }
        #expect(glyph.marks.allSatisfy { $0.properties.generalCategory != .format })
    }
}

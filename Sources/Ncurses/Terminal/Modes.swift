/// The sequences that set the terminal's modes and restore them.
struct Modes {
    /// Whether mouse wheel and clicks are reported.
    let mouse: Bool
    /// Whether the terminal supports xterm's titles, focus events and queries.
    let isLikeXterm: Bool

    /// Turns bracketed paste, focus and mouse reports on.
    var begin: String {
        "\u{1B}[?2004h" + (isLikeXterm ? "\u{1B}[?1004h" : "") + (mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
    }

    /// Turns them off.
    var end: String {
        (mouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "") + (isLikeXterm ? "\u{1B}[?1004l" : "") + "\u{1B}[?2004l"
    }

    /// Begins a synchronised update, if the terminal supports it.
    static let beginFrame: StaticString = "\u{1B}[?2026h"
    /// Ends the synchronised update.
    static let endFrame: StaticString = "\u{1B}[?2026l"
    /// Queries the background colour; the reply arrives as input.
    static let queryBackground = "\u{1B}]11;?\u{07}"
    /// Pushes the window's title onto the terminal's stack.
    static let pushTitle = "\u{1B}[22;0t"
    /// Restores the pushed title.
    static let restoreTitle = "\u{1B}[23;0t"

    /// Sets the window's title. The text must not contain control characters.
    static func title(_ text: String) -> String { "\u{1B}]2;\(text)\u{07}" }

    /// Puts a text on the clipboard (OSC 52).
    static func copy(_ text: String) -> String { "\u{1B}]52;c;\(base64(text))\u{07}" }

    private static func base64(_ text: String) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        let bytes = Array(text.utf8)
        var encoded = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                encoded.append(place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : "=")
            }
        }
        return encoded
    }
}

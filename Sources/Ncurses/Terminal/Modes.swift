/// The sequences that set up what a terminal sends, and those that take everything back.
struct Modes {
    /// Whether wheel and clicks are reported.
    let mouse: Bool
    /// Whether the terminal understands what xterm does: titles, focus, questions.
    let isLikeXterm: Bool

    /// Bracketed paste, focus and mouse on.
    var begin: String {
        "\u{1B}[?2004h" + (isLikeXterm ? "\u{1B}[?1004h" : "") + (mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")
    }

    /// The same off.
    var end: String {
        (mouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "") + (isLikeXterm ? "\u{1B}[?1004l" : "") + "\u{1B}[?2004l"
    }

    /// Holds back what follows until the frame's end, where the terminal can.
    static let beginFrame: StaticString = "\u{1B}[?2026h"
    /// Shows what was held back.
    static let endFrame: StaticString = "\u{1B}[?2026l"
    /// Asks for the colour of the background; the answer comes with the input.
    static let queryBackground = "\u{1B}]11;?\u{07}"
    /// Keeps the window's title on the terminal's stack.
    static let pushTitle = "\u{1B}[22;0t"
    /// Takes the kept title back.
    static let restoreTitle = "\u{1B}[23;0t"

    /// Sets the window's title. The text must be without control characters.
    static func title(_ text: String) -> String { "\u{1B}]2;\(text)\u{07}" }
}

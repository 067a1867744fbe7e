/// Why the screen can't be opened. The program then exits with code 2.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// TERM isn't set.
    case noType
    /// No description of this TERM is installed.
    case unknownType(String)
    /// The terminal can't position its cursor, so it can't show a screen.
    case tooSimple(String)

    /// What failed and what to do, in a sentence or two.
    package var description: String {
        switch self {
        case .notATerminal:
            "The console needs a terminal on standard input and output. For scripts there is `riad conversations list`."
        case .noType:
            "TERM is not set, so the console can't know how to draw. Set it, such as TERM=xterm-256color."
        case .unknownType(let type):
            "No description of the terminal “\(Self.shown(type))” is installed. Try TERM=xterm-256color riad, or "
                + "install the package ncurses-term."
        case .tooSimple(let type):
            "The terminal “\(Self.shown(type))” can't place its cursor, so the console can't draw on it. The commands "
                + "such as `riad conversations list` work."
        }
    }

    /// TERM is external input: repeats only printable characters.
    private static func shown(_ type: String) -> String {
        String(type.unicodeScalars.filter { $0.value > 0x20 && $0.value < 0x7F }.prefix(40).map(Character.init))
    }
}

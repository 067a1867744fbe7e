import Glibc

/// A prompt on the terminal that doesn't echo the input.
struct HiddenPrompt {
    /// The prompt, including its separator.
    let text: TerminalText

    /// Whether a user can be prompted: standard input is a terminal.
    static var canBeAsked: Bool {
        guard isatty(0) == 1 else { return false }
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        guard terminal >= 0 else { return false }
        close(terminal)
        return true
    }

    /// Reads a line without its terminator; nil on ^C or end of input. Restores the terminal afterwards. Throws if the
    /// terminal can't be used.
    func readLine() throws -> String? {
        let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        var before = termios()
        guard terminal >= 0, tcgetattr(terminal, &before) == 0 else {
            throw ExitKind.stop("the terminal can't be read", .noTerminal)
        }
        defer { close(terminal) }
        var quiet = before
        // With signals disabled, ^C only ends the line and can't leave the terminal without echo.
        quiet.c_lflag &= ~tcflag_t(ECHO | ECHONL | ISIG)
        quiet.c_lflag |= tcflag_t(ICANON)
        quiet.c_cc.11 = Self.interrupt
        // Before the prompt, so that input typed at once isn't echoed.
        tcsetattr(terminal, TCSAFLUSH, &quiet)
        write(text.plain, to: terminal)
        let line = readLine(from: terminal)
        tcsetattr(terminal, TCSAFLUSH, &before)
        write("\n", to: terminal)
        guard let line, !line.contains(Self.interrupt) else { return nil }
        return String(decoding: line, as: UTF8.self)
    }

    /// The longest line in canonical mode, in bytes.
    static let maxLineLength = 4_096

    private static let interrupt: UInt8 = 3

    private func readLine(from terminal: Int32) -> [UInt8]? {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(terminal, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            guard byte != UInt8(ascii: "\n") else { return line }
            line.append(byte)
            guard line.count <= Self.maxLineLength else { return nil }
            if byte == Self.interrupt { return line }
        }
    }

    private func write(_ text: String, to terminal: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(terminal, bytes, bytes.count)
    }
}

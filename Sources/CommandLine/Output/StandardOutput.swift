import Glibc

/// The only writer to standard output, for a command's results.
enum StandardOutput {
    /// The terminal's width; nil if standard output isn't a terminal.
    static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes a line.
    static func print(_ text: TerminalText) {
        Swift.print(text.plain)
    }

    /// Writes a text that has its own line ends.
    static func write(_ text: TerminalText) {
        Swift.print(text.plain, terminator: "")
    }

    /// Writes a prompt, without a line end.
    static func prompt(_ text: TerminalText) {
        write(text)
        fflush(nil)
    }
}

/// The only writer to standard error, for progress, warnings and errors.
enum StandardError {
    /// Writes a line.
    static func print(_ text: TerminalText) {
        write(text.plain + "\n")
    }

    /// Overwrites the terminal's current line.
    static func redraw(_ text: TerminalText) {
        write("\r\(text.plain)\u{1B}[K")
    }

    private static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

import Glibc

/// What a command answers. The only place that writes to standard output.
enum StandardOutput {
    /// The width of the terminal that it goes to; nil where it goes to none.
    static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Writes a text and ends its line.
    static func print(_ text: TerminalText) {
        Swift.print(text.plain)
    }

    /// Writes a text that brings its own end.
    static func write(_ text: TerminalText) {
        Swift.print(text.plain, terminator: "")
    }

    /// Writes a question, behind which the answer is typed.
    static func prompt(_ text: TerminalText) {
        write(text)
        fflush(nil)
    }
}

/// What isn't the answer: progress, warnings, errors. The only place that writes to standard error.
enum StandardError {
    /// Writes a text and ends its line.
    static func print(_ text: TerminalText) {
        write(text.plain + "\n")
    }

    /// Writes a text over what the terminal's line shows.
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

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
        put(text.plain + "\n")
    }

    /// Writes a text that has its own line ends.
    static func write(_ text: TerminalText) {
        put(text.plain)
    }

    /// Writes a prompt, without a line end.
    static func prompt(_ text: TerminalText) {
        write(text)
        flush()
    }

    /// Writes out what is buffered. Ends the program with an error if that is impossible, as on a full disk: a script must
    /// not take half a result for a whole one.
    static func flush() {
        defer { buffer.removeAll(keepingCapacity: true) }
        guard let failure = writeAll(buffer, to: STDOUT_FILENO) else { return }
        // A reader that has seen enough, such as head, is no failure to speak of.
        if failure != EPIPE {
            let reason = TerminalText.line(String(cString: strerror(failure)))
            StandardError.print("riad: the output can't be written: \(reason). See what was done before you repeat it.")
        }
        exit(ExitKind.failed.rawValue)
    }

    private static let isTerminal = isatty(STDOUT_FILENO) == 1
    private static let bufferSize = 1 << 16
    // Commands write from one thread.
    nonisolated(unsafe) private static var buffer: [UInt8] = []

    private static func put(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if isTerminal || buffer.count >= bufferSize { flush() }
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
        _ = writeAll(Array(text.utf8), to: STDERR_FILENO)
    }
}

/// Writes all bytes to a descriptor. Returns the error number if it can't; nil if it could.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return errno }
        rest = rest.dropFirst(count)
    }
    return nil
}

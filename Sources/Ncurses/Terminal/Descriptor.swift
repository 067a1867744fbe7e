import Glibc

/// Reads and writes descriptors.
enum Descriptor {
    /// Returns whether a read would return at once, waiting up to `milliseconds`.
    static func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }

    /// Reads available bytes into a buffer and returns their number; 0 at end of file or if the terminal is gone.
    static func read(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int {
        var got: Int
        repeat {
            got = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        } while got < 0 && errno == EINTR
        return max(0, got)
    }

    /// Writes a whole text; gives up if the descriptor is closed.
    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0), to: descriptor) }
    }

    /// Writes all bytes, waiting for a slow terminal.
    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
        var done = 0
        while done < bytes.count {
            let wrote = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if wrote < 0, errno == EAGAIN { _ = isWritable(descriptor, within: 1000) }
            if wrote < 0, errno != EINTR, errno != EAGAIN { return }
            done += max(0, wrote)
        }
    }

    private static func isWritable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}

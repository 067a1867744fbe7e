import Glibc

/// What comes out of an open descriptor, up to a limit.
package struct InputBytes: Sendable {
    /// The most that is taken, in bytes.
    package let limit: Int

    package init(limit: Int) {
        self.limit = limit
    }

    /// Everything to its end.
    package func read(from descriptor: Int32) throws(InputFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(65_536, limit + 1))
        while let count = try Self.read(descriptor, into: &chunk) {
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw .tooLong(limit: limit) }
        }
        return bytes
    }

    /// One line without its end, leaving what follows unread; nil where the input ends before anything comes.
    package func line(from descriptor: Int32) throws(InputFailure) -> [UInt8]? {
        var line: [UInt8] = []
        var byte: [UInt8] = [0]
        while try Self.read(descriptor, into: &byte) != nil {
            guard byte[0] != UInt8(ascii: "\n") else { return line }
            line.append(byte[0])
            guard line.count <= limit else { throw .tooLong(limit: limit) }
        }
        return line.isEmpty ? nil : line
    }

    /// How many bytes came; nil at the end.
    private static func read(_ descriptor: Int32, into chunk: inout [UInt8]) throws(InputFailure) -> Int? {
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { return count }
            if count == 0 { return nil }
            guard errno == EINTR else { throw .refused(errno) }
        }
    }
}

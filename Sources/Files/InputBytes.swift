import Glibc

/// Reads an open descriptor up to a limit.
package struct InputBytes: Sendable {
    /// The maximum number of bytes.
    package let limit: Int

    package init(limit: Int) {
        self.limit = limit
    }

    /// Reads to the end.
    package func read(from descriptor: Int32) throws(InputFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(65_536, limit + 1))
        while let count = try Self.read(descriptor, into: &chunk) {
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw .tooLong(limit: limit) }
        }
        return bytes
    }

    /// Reads one line without its terminator and nothing beyond it; nil if the input ends first.
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

    /// The number of bytes read; nil at the end.
    private static func read(_ descriptor: Int32, into chunk: inout [UInt8]) throws(InputFailure) -> Int? {
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { return count }
            if count == 0 { return nil }
            guard errno == EINTR else { throw .refused(errno) }
        }
    }
}

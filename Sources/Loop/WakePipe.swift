import CTerminal
import Glibc

/// A pipe that wakes a poll: any thread may write a byte to it. Closed with the last reference.
package final class WakePipe: Sendable {
    /// The end to watch for reading.
    package let descriptor: Int32
    private let writeEnd: Int32

    /// Throws if the process is out of descriptors.
    package init() throws(LoopError) {
        var ends: [Int32] = [-1, -1]
        guard riad_pipe(&ends) == 0 else { throw .last("pipe2") }
        descriptor = ends[0]
        writeEnd = ends[1]
    }

    deinit {
        close(descriptor)
        close(writeEnd)
    }

    /// Makes the read end readable. Callable from any thread; never blocks.
    package func wake() {
        var byte: UInt8 = 1
        // A full pipe is readable already.
        _ = write(writeEnd, &byte, 1)
    }

    /// Empties the pipe.
    package func drain() {
        _ = WakePipe.bytes(from: descriptor)
    }

    /// Everything that a non-blocking descriptor currently holds.
    static func bytes(from descriptor: Int32) -> [UInt8] {
        var found: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 { found += buffer[..<count] }
            if count < buffer.count && !(count < 0 && errno == EINTR) { return found }
        }
    }
}

import CTerminal
import Glibc

/// Gathers what the library writes for one frame and sends it in one piece. The library itself writes in several, each
/// of which wakes the terminal and may show half of a frame.
final class FrameBuffer {
    /// The descriptor that the library writes to; its own, so that it can be pointed elsewhere for a while.
    private let port: Int32
    /// A file in memory that stands in for the terminal while a frame is drawn; -1 where there is none.
    private let memory: Int32
    private var bytes: UnsafeMutableRawBufferPointer

    /// A buffer before the terminal on standard output; `port` is the descriptor that the library was started with.
    init(port: Int32) {
        self.port = port
        memory = riad_memory_file()
        bytes = .allocate(byteCount: 16_384, alignment: 16)
    }

    deinit {
        bytes.deallocate()
        close(memory)
    }

    /// Runs what makes the library write, then sends it all. Frames larger than a line or two are marked as one piece
    /// for terminals that can show them so (private mode 2026, ignored by others), where `marksLarge` says so.
    func send(marksLarge: Bool, _ draw: () -> Void) {
        guard memory >= 0, riad_point(port, memory) >= 0 else { return draw() }
        draw()
        riad_point(port, STDOUT_FILENO)
        let count = Int(lseek(memory, 0, SEEK_CUR))
        lseek(memory, 0, SEEK_SET)
        guard count > 0, let frame = take(count) else { return }
        let isLarge = marksLarge && count > 1024
        if isLarge { Descriptor.write(Modes.beginFrame, to: STDOUT_FILENO) }
        Descriptor.write(frame, to: STDOUT_FILENO)
        if isLarge { Descriptor.write(Modes.endFrame, to: STDOUT_FILENO) }
    }

    private func take(_ count: Int) -> UnsafeRawBufferPointer? {
        if bytes.count < count {
            bytes.deallocate()
            bytes = .allocate(byteCount: count, alignment: 16)
        }
        guard pread(memory, bytes.baseAddress, count, 0) == count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[..<count])
    }
}

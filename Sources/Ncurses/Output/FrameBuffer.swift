import CTerminal
import Glibc

/// Gathers what the library writes for one frame and sends it in one piece. The library itself writes in several, each
/// of which wakes the terminal and may show half of a frame.
final class FrameBuffer {
    /// The descriptor that the library writes to; its own, so that it can be pointed elsewhere for a while.
    private let libraryDescriptor: Int32
    /// A file in memory that stands in for the terminal while a frame is drawn; -1 where there is none.
    private let memory: Int32
    /// Whether the library writes to it now.
    private var isRedirected = false
    private var bytes: UnsafeMutableRawBufferPointer

    /// A buffer before the terminal on standard output; `port` is the descriptor that the library was started with.
    init(port: Int32) {
        self.libraryDescriptor = port
        memory = riad_memory_file()
        bytes = .allocate(byteCount: 16_384, alignment: 16)
    }

    deinit {
        bytes.deallocate()
        close(memory)
    }

    /// Runs what makes the library write, then sends it all. Frames larger than a line or two are marked as one piece
    /// for terminals that can show them so (private mode 2026, ignored by others), where `marksLarge` says so. From here
    /// on the library writes to the memory, until `giveBack`.
    func send(marksLarge: Bool, _ draw: () -> Void) {
        if !isRedirected { isRedirected = memory >= 0 && riad_point(libraryDescriptor, memory) >= 0 }
        draw()
        guard isRedirected else { return }
        let count = Int(lseek(memory, 0, SEEK_CUR))
        lseek(memory, 0, SEEK_SET)
        guard count > 0 else { return }
        let isMarked = marksLarge && count > 1024
        guard let frame = readBack(count, from: isMarked ? Modes.beginFrame : "", to: isMarked ? Modes.endFrame : "")
        else { return }
        Descriptor.write(frame, to: STDOUT_FILENO)
    }

    /// The library writes to the terminal itself again: what sets its modes and what leaves it has to reach it.
    func restoreOutput() {
        guard isRedirected else { return }
        riad_point(libraryDescriptor, STDOUT_FILENO)
        isRedirected = false
    }

    /// What was written, between two marks.
    private func readBack(_ count: Int, from start: StaticString, to end: StaticString) -> UnsafeRawBufferPointer? {
        let (first, whole) = (start.utf8CodeUnitCount, start.utf8CodeUnitCount + count + end.utf8CodeUnitCount)
        if bytes.count < whole {
            bytes.deallocate()
            bytes = .allocate(byteCount: whole, alignment: 16)
        }
        start.withUTF8Buffer { bytes.copyBytes(from: $0) }
        guard pread(memory, bytes.baseAddress.map { $0 + first }, count, 0) == count else { return nil }
        end.withUTF8Buffer { UnsafeMutableRawBufferPointer(rebasing: bytes[(first + count)...]).copyBytes(from: $0) }
        return UnsafeRawBufferPointer(rebasing: bytes[..<whole])
    }
}

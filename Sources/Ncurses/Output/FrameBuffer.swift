import CTerminal
import Glibc

/// Collects the library's output for one frame and sends it in one write. The library writes in several pieces, each of
/// which wakes the terminal and may show a partial frame.
final class FrameBuffer {
    /// The descriptor that the library writes to; a separate copy, so that it can be redirected temporarily.
    private let libraryDescriptor: Int32
    /// A memory file that replaces the terminal while a frame is drawn; -1 if unavailable.
    private let memory: Int32
    /// Whether the library currently writes to the memory file.
    private var isRedirected = false
    private var bytes: UnsafeMutableRawBufferPointer

    /// Creates a buffer for standard output; `port` is the descriptor that the library was started with.
    init(port: Int32) {
        self.libraryDescriptor = port
        memory = riad_memory_file()
        bytes = .allocate(byteCount: 16_384, alignment: 16)
    }

    deinit {
        bytes.deallocate()
        close(memory)
    }

    /// Runs `draw` and sends its output. With `marksLarge`, larger frames are sent as a synchronised update (private
    /// mode 2026, which other terminals ignore). Afterwards the library keeps writing to memory until `restoreOutput`.
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

    /// Lets the library write to the terminal again: its mode changes and its exit sequences must reach it.
    func restoreOutput() {
        guard isRedirected else { return }
        riad_point(libraryDescriptor, STDOUT_FILENO)
        isRedirected = false
    }

    /// The collected output, between two markers.
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

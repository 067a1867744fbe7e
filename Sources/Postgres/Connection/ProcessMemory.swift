import Glibc

/// The size of the process's data memory. libpq allocates a whole message as soon as it has read the length and then
/// receives it in one call: the allocation is the only early sign.
enum ProcessMemory {
    /// Allowance for growth unrelated to a message, such as a new thread.
    private static let usualGrowth = 64 << 20
    private static let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    private static let page = sysconf(Int32(_SC_PAGESIZE))

    /// The size in bytes; 0 if unavailable.
    static func bytes() -> Int {
        var text = [UInt8](repeating: 0, count: 128)
        let count = pread(file, &text, text.count, 0)
        let fields = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
        // Size, resident, shared, text, lib (unused), data: see proc(5).
        guard fields.count > 5, let pages = Int(String(decoding: fields[5], as: UTF8.self)) else { return 0 }
        return pages * page
    }

    /// Returns whether memory has grown enough to hold a message beyond the limit.
    static func hasGrown(since before: Int, beyond limit: ResponseLimit) -> Bool {
        before > 0 && bytes() - before > max(2 * limit.bytes, usualGrowth)
    }
}

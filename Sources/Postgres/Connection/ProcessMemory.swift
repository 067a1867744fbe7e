import Glibc

/// How much memory the process has for its data. libpq makes room for a whole message when it has read how long that says
/// it is, and then takes it all in one call: the room is the only thing that tells before.
enum ProcessMemory {
    /// A thread of its own and the like are no message.
    private static let usualGrowth = 64 << 20
    private static let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    private static let page = sysconf(Int32(_SC_PAGESIZE))

    /// In bytes; 0 where the system doesn't tell.
    static func bytes() -> Int {
        var text = [UInt8](repeating: 0, count: 128)
        let count = pread(file, &text, text.count, 0)
        let fields = text.prefix(max(0, count)).split(separator: UInt8(ascii: " "))
        // Size, resident, shared, text, an unused one, data: see proc(5).
        guard fields.count > 5, let pages = Int(String(decoding: fields[5], as: UTF8.self)) else { return 0 }
        return pages * page
    }

    /// Whether so much more than before is room for a message longer than the limit.
    static func hasGrown(since before: Int, beyond limit: ResponseLimit) -> Bool {
        before > 0 && bytes() - before > max(2 * limit.bytes, usualGrowth)
    }
}

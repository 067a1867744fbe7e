import Glibc

/// Tells systemd how the worker does, where it runs as a service of type notify; see sd_notify(3).
struct ServiceManager {
    private let address: String?

    /// Reads NOTIFY_SOCKET; without it nothing is told.
    init() {
        address = getenv("NOTIFY_SOCKET").map { String(cString: $0) }
    }

    /// The worker is connected and delivers.
    func ready() { tell("READY=1") }
    /// The worker is ending.
    func stopping() { tell("STOPPING=1") }
    /// The loop turns.
    func alive() { tell("WATCHDOG=1") }

    private func tell(_ state: String) {
        guard let address, !address.isEmpty else { return }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var path = Array(address.utf8.prefix(MemoryLayout.size(ofValue: name.sun_path) - 1))
        // An abstract socket's name begins with a NUL.
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
        let bytes = Array(state.utf8)
        _ = withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}

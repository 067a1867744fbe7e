import Glibc

/// A socket that listens on a free port of 127.0.0.1.
package struct LoopbackListener: Sendable {
    /// The listening socket, which whoever accepts from it closes.
    package let descriptor: Int32
    /// The port.
    package let port: Int

    /// Throws if there is no port.
    package init(backlog: Int32 = 8) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let listens = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, backlog) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard listens else {
            close(descriptor)
            throw TestSupportError("no free port")
        }
        port = Int(UInt16(bigEndian: address.sin_port))
    }
}

import Glibc
import Loop
import TestSupport

/// Imitates a pooler that forces one user: forwards a connection but replaces the login in its startup message. Both
/// names have the same length.
final class RenamingProxy {
    let port: Int
    private let listener: Int32

    init(port server: Int, from name: String, to other: String) throws {
        let socket = try LoopbackListener()
        let listener = socket.descriptor
        self.listener = listener
        port = socket.port
        try DetachedThread.start { Self.serveOne(listener, server: server, from: name, to: other) }
    }

    deinit {
        close(listener)
    }

    private static func serveOne(_ listener: Int32, server: Int, from name: String, to other: String) {
        let client = accept(listener, nil, nil)
        let backend = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer {
            close(client)
            close(backend)
        }
        var address = loopback(port: server)
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        guard client >= 0, withSocketAddress(&address, { connect(backend, $0, length) == 0 }) else { return }
        var greeting = receive(client) ?? []
        replace(Array(name.utf8), with: Array(other.utf8), in: &greeting)
        forward(greeting, to: backend)
        var entries = [client, backend].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while poll(&entries, 2, -1) >= 0 {
            for (entry, target) in zip(entries, [backend, client]) where entry.revents != 0 {
                guard let bytes = receive(entry.fd) else { return }
                forward(bytes, to: target)
            }
        }
    }

    private static func replace(_ name: [UInt8], with other: [UInt8], in bytes: inout [UInt8]) {
        for start in 0..<max(0, bytes.count - name.count) where Array(bytes[start..<start + name.count]) == name {
            bytes.replaceSubrange(start..<start + name.count, with: other)
            return
        }
    }

    private static func receive(_ descriptor: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(descriptor, &buffer, buffer.count)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private static func forward(_ bytes: [UInt8], to descriptor: Int32) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return address
    }

    private static func withSocketAddress<Value>(
        _ address: inout sockaddr_in,
        _ body: (UnsafeMutablePointer<sockaddr>) -> Value
    ) -> Value {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1, body)
        }
    }
}

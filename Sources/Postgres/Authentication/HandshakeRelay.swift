import Glibc
import Loop

/// Relays between libpq and the server during a login without TLS and forwards only what the filter accepts. libpq
/// before 16 answers any authentication request within the call that reads it.
///
/// Replaces libpq's descriptor by one end of a socket pair; the real socket is restored after the login.
final class HandshakeRelay {
    /// Whether the server asked for the password itself or sent something that isn't part of a login.
    private(set) var hasRefused = false

    private let replacedDescriptor: Int32
    private let server: Int32
    private let relayEnd: Int32
    private let identity: ino_t
    private var filter = AuthenticationFilter()
    private var toClient: [UInt8] = []
    private var toServer: [UInt8] = []
    private var serverHasEnded = false

    /// Replaces a connected socket; nil if no descriptors are available.
    init?(over descriptor: Int32) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { return nil }
        let real = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard real >= 0, Self.replaceDescriptor(pair[0], with: descriptor) else {
            close(pair[0])
            close(pair[1])
            if real >= 0 { close(real) }
            return nil
        }
        close(pair[0])
        (replacedDescriptor, server, relayEnd) = (descriptor, real, pair[1])
        identity = Self.identity(of: descriptor)
    }

    deinit {
        close(server)
        close(relayEnd)
    }

    /// Returns whether libpq still uses the relay's end: it may have closed it and moved on to another address.
    func isInstalled(on descriptor: Int32) -> Bool {
        descriptor == replacedDescriptor && Self.identity(of: descriptor) == identity
    }

    /// Waits until libpq's end is ready and relays meanwhile. Returns false on timeout or if the server was refused.
    func wait(for interest: Readiness, until deadline: MonotonicTime) -> Bool {
        while !hasRefused {
            var entries = [
                pollfd(fd: replacedDescriptor, events: Int16(interest.contains(.write) ? POLLOUT : POLLIN), revents: 0),
                pollfd(fd: serverHasEnded && toServer.isEmpty ? -1 : server, events: serverEvents, revents: 0),
                pollfd(fd: relayEnd, events: Int16(POLLIN | (toClient.isEmpty ? 0 : POLLOUT)), revents: 0),
            ]
            let count = poll(&entries, 3, (deadline - MonotonicTime.now()).pollMilliseconds)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            pump()
            if !hasRefused, entries[0].revents != 0 { return true }
        }
        return false
    }

    /// Restores the real socket if no bytes are in transit. Returns false if that isn't possible.
    func restoreSocket() -> Bool {
        toClient.isEmpty && toServer.isEmpty && filter.isAwaitingClient
            && Self.replaceDescriptor(server, with: replacedDescriptor)
    }

    private var serverEvents: Int16 {
        let reads = !serverHasEnded && !filter.isAwaitingClient && toClient.isEmpty
        return Int16((reads ? POLLIN : 0) | (toServer.isEmpty ? 0 : POLLOUT))
    }

    private func pump() {
        readFromClient()
        Self.send(&toServer, to: server)
        readFromServer()
        Self.send(&toClient, to: relayEnd)
        if serverHasEnded, toClient.isEmpty { shutdown(relayEnd, Int32(SHUT_WR)) }
    }

    private func readFromClient() {
        guard toServer.isEmpty, case .bytes(let bytes) = Self.receive(65_536, from: relayEnd) else { return }
        toServer = bytes
        filter.resume()
    }

    /// Reads message by message and never past the login: what follows is for libpq itself.
    private func readFromServer() {
        while !serverHasEnded, !filter.isAwaitingClient, !hasRefused, toClient.count < 65_536 {
            switch Self.receive(filter.bytesNeeded, from: server) {
            case .nothing: return
            case .end: serverHasEnded = true
            case .bytes(let bytes):
                switch filter.consume(bytes) {
                case .incomplete: break
                case .pass(let message): toClient += message
                case .refuse: hasRefused = true
                }
            }
        }
    }

    private enum Received {
        case bytes([UInt8])
        case end
        case nothing
    }

    private static func receive(_ most: Int, from descriptor: Int32) -> Received {
        var bytes = [UInt8](repeating: 0, count: most)
        let count = recv(descriptor, &bytes, most, 0)
        if count > 0 { return .bytes(Array(bytes[..<count])) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .end
    }

    private static func send(_ bytes: inout [UInt8], to descriptor: Int32) {
        guard !bytes.isEmpty else { return }
        let count = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        if count > 0 { bytes.removeFirst(count) }
        // The peer has closed: its reader will notice.
        if count < 0, errno != EAGAIN, errno != EINTR { bytes = [] }
    }

    private static func replaceDescriptor(_ socket: Int32, with place: Int32) -> Bool {
        dup2(socket, place) >= 0 && fcntl(place, F_SETFD, FD_CLOEXEC) == 0
    }

    private static func identity(of descriptor: Int32) -> ino_t {
        var facts = stat()
        return fstat(descriptor, &facts) == 0 ? facts.st_ino : 0
    }
}

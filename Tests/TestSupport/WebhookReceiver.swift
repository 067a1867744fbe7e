import Glibc
import Loop

/// A small HTTP server on loopback that records what is posted to it and answers as a test says.
package final class WebhookReceiver: Sendable {
    /// A request as received.
    package struct Received: Sendable {
        package let path: String
        /// The header fields, with names in lower case.
        package let headers: [String: String]
        package let body: String

        /// The event's id.
        package var id: String { headers["webhook-id"] ?? "" }
    }

    /// How a request is answered.
    package enum Answer: Sendable {
        case status(Int, headers: [String] = [], body: String = "ok")
        /// After so long.
        case later(Duration, Int)
        /// Not at all, until the client closes.
        case silence
        /// The connection is reset.
        case reset
        /// Header lines without end, slowly.
        case slowHeaders
        /// Header lines without end, fast.
        case endlessHeaders
        /// A body without end.
        case endlessBody
        /// A body in chunks, then trailers without end.
        case endlessTrailers
        /// These bytes, whatever they are, then the end of the connection.
        case bytes([UInt8])
    }

    /// The port on 127.0.0.1.
    package let port: Int
    private let listener: Int32
    private let shared = Locked<Shared>(Shared())

    private struct Shared {
        var received: [Received] = []
        /// How many requests came of each event.
        var counts: [String: Int] = [:]
        var clients: Set<Int32> = []
        var isClosed = false
    }

    /// What was received so far, in order of arrival.
    package var received: [Received] { shared.withLock { $0.received } }

    /// Starts the server. `answer` gets each request and how many requests came before it with the same event id.
    package init(_ answer: @escaping @Sendable (Received, Int) -> Answer = { _, _ in .status(200) }) throws {
        let socket = try LoopbackListener(backlog: 512)
        let listener = socket.descriptor
        self.listener = listener
        port = socket.port
        let shared = shared
        try DetachedThread.start {
            while case let client = accept(listener, nil, nil), client >= 0 {
                let isOpen = shared.withLock { state in
                    if !state.isClosed { state.clients.insert(client) }
                    return !state.isClosed
                }
                guard isOpen, (try? DetachedThread.start { Self.serve(client, shared, answer) }) != nil else {
                    close(client)
                    continue
                }
            }
            close(listener)
        }
    }

    deinit {
        shared.withLock { state in
            state.isClosed = true
            for client in state.clients { shutdown(client, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// The address of a path.
    package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    private static func serve(
        _ client: Int32,
        _ shared: Locked<Shared>,
        _ answer: @Sendable (Received, Int) -> Answer
    ) {
        var buffered: [UInt8] = []
        while let request = read(from: client, &buffered) {
            let earlier = shared.withLock { state in
                state.received.append(request)
                state.counts[request.id, default: 0] += 1
                return state.counts[request.id, default: 1] - 1
            }
            guard send(answer(request, earlier), to: client) else { break }
        }
        shared.withLock { state in
            state.clients.remove(client)
            close(client)
        }
    }

    private static func send(_ answer: Answer, to client: Int32) -> Bool {
        switch answer {
        case .status(let status, let headers, let body):
            let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"] + headers
            return write(lines.joined(separator: "\r\n") + "\r\n\r\n" + body, to: client)
        case .later(let pause, let status):
            usleep(UInt32(pause.components.seconds * 1_000_000 + pause.components.attoseconds / 1_000_000_000_000))
            return send(.status(status), to: client)
        case .silence:
            var byte: UInt8 = 0
            _ = Glibc.read(client, &byte, 1)
            return false
        case .reset:
            var linger = linger(l_onoff: 1, l_linger: 0)
            setsockopt(client, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
            return false
        case .slowHeaders:
            guard write("HTTP/1.1 200 OK\r\n", to: client) else { return false }
            while write("X-Slow: 1\r\n", to: client) { usleep(50_000) }
            return false
        case .endlessHeaders:
            guard write("HTTP/1.1 200 OK\r\n", to: client) else { return false }
            while write("X-Long: \(String(repeating: "x", count: 1_000))\r\n", to: client) {}
            return false
        case .endlessBody:
            guard write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n", to: client) else { return false }
            while write(String(repeating: "x", count: 16_384), to: client) {}
            return false
        case .endlessTrailers:
            let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Long\r\n\r\n2\r\nok\r\n0\r\n"
            guard write(head, to: client) else { return false }
            while write("X-Long: \(String(repeating: "x", count: 1_000))\r\n", to: client) {}
            return false
        case .bytes(let bytes):
            _ = write(bytes, to: client)
            shutdown(client, Int32(SHUT_WR))
            return false
        }
    }

    private static func read(from client: Int32, _ buffered: inout [UInt8]) -> Received? {
        let end = Array("\r\n\r\n".utf8)
        var head: Range<Int>?
        while head == nil {
            head = buffered.firstRange(of: end)
            if head == nil, !fill(&buffered, from: client) { return nil }
        }
        guard let head else { return nil }
        let lines = String(decoding: buffered[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count == 2 ? parts[1].drop { $0 == " " }.description : ""
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while buffered.count < head.upperBound + length {
            guard fill(&buffered, from: client) else { return nil }
        }
        let body = String(decoding: buffered[head.upperBound..<head.upperBound + length], as: UTF8.self)
        buffered.removeFirst(head.upperBound + length)
        let words = lines.first?.split(separator: " ") ?? []
        return Received(path: words.count > 1 ? String(words[1]) : "", headers: headers, body: body)
    }

    private static func fill(_ buffered: inout [UInt8], from client: Int32) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(client, &chunk, chunk.count)
        if count > 0 { buffered += chunk[..<count] }
        return count > 0
    }

    private static func write(_ text: String, to client: Int32) -> Bool { write(Array(text.utf8), to: client) }

    private static func write(_ bytes: [UInt8], to client: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}

import Glibc
import TestSupport
import Testing

@testable import Worker

@Suite("How a worker says how it does")
struct StatusTests {
    private let house: WorkerFixture
    init() throws { house = try WorkerFixture() }

    /// The response to a request on a port of 127.0.0.1.
    private func ask(_ request: String, port: Int) throws -> String {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        try #require(connected)
        let bytes = Array("\(request) HTTP/1.0\r\n\r\n".utf8)
        send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(client, &chunk, chunk.count), count > 0 { answer += chunk[..<count] }
        return String(decoding: answer, as: UTF8.self)
    }

    @Test("/healthz and /metrics answer on loopback while it delivers; everything else is 404 or 405")
    func port() throws {
        let receiver = try WebhookReceiver()
        try house.webhook(receiver.url())
        try house.events(1, conversations: 3)
        let worker = try house.worker(["--status-port", "0"])
        try house.waitUntilDelivered()
        let line = try #require(worker.log.split(separator: "\n").first { $0.contains("status_port") })
        let number = try #require(line.firstRange(of: "\"count\":")).upperBound
        let port = try #require(Int(line[number...].prefix { $0.isNumber }))
        #expect(
            try ask("GET /healthz", port: port).hasPrefix("HTTP/1.0 200")
                || ask("GET /healthz", port: port).contains(" 200 OK")
        )
        let metrics = try ask("GET /metrics", port: port)
        #expect(metrics.contains("riad_worker_attempts_total{outcome=\"delivered\"} 3\n"))
        #expect(metrics.contains("riad_worker_connected 1\n"))
        #expect(try ask("GET /other", port: port).contains(" 404 "))
        #expect(try ask("POST /metrics", port: port).contains(" 405 "))
        let second = try house.worker(["--status-port", "\(port)"])
        #expect(second.waitForEnd() == 64)
        worker.end(by: SIGTERM)
    }

    @Test("systemd is told when it is ready and when it ends")
    func serviceManager() throws {
        let folder = try TemporaryFolder()
        let listener = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: "\(folder.path)/notify".utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        try #require(bound)
        let worker = try house.worker(environment: ["NOTIFY_SOCKET": "\(folder.path)/notify"])
        func hear() -> String {
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = recv(listener, &buffer, buffer.count, 0)
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }
        #expect(hear() == "READY=1")
        worker.send(SIGTERM)
        #expect(hear() == "STOPPING=1")
        #expect(worker.waitForEnd() == 0)
    }
}

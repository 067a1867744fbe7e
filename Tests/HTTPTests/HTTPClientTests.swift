import Glibc
import Loop
import TestSupport
import Testing

@testable import HTTP

@Suite("Posting over HTTP")
struct HTTPClientTests {
    private let loop: EventLoop
    private let client: HTTPClient
    init() throws {
        loop = try EventLoop()
        client = HTTPClient(on: loop, policy: AddressPolicy(allowing: ["127.0.0.0/8"].compactMap { IPNetwork($0) }))
    }

    private func request(_ url: String, timeout: Duration = .seconds(20)) -> HTTPRequest {
        HTTPRequest(
            url: url,
            headers: [("Content-Type", "application/json"), ("X-Own", "1")],
            body: "{}",
            timeout: timeout
        )
    }

    /// Posts and waits for the outcome.
    private func post(_ request: HTTPRequest) throws -> Result<HTTPResponse, HTTPFailure> {
        var outcome: Result<HTTPResponse, HTTPFailure>?
        client.send(request) { result, _ in outcome = result }
        while outcome == nil { try loop.runOnce(limit: .seconds(30)) }
        return try #require(outcome)
    }

    private func failure(_ result: Result<HTTPResponse, HTTPFailure>) -> HTTPFailure? {
        guard case .failure(let failure) = result else { return nil }
        return failure
    }

    @Test("The receiver gets method, headers and body as they are, and the response comes back")
    func exchange() throws {
        let receiver = try WebhookReceiver { _, _ in .status(202, headers: ["Retry-After: 7"], body: "thanks") }
        let response = try post(request(receiver.url("/hook?a=b"))).get()
        #expect(response == HTTPResponse(status: 202, retryAfter: .seconds(7), body: Array("thanks".utf8)))
        let received = try #require(receiver.received.first)
        #expect((received.path, received.body) == ("/hook?a=b", "{}"))
        #expect(received.headers["x-own"] == "1" && received.headers["content-type"] == "application/json")
        #expect(received.headers["expect"] == nil)
    }

    @Test("A redirect is not followed")
    func redirect() throws {
        let receiver = try WebhookReceiver { request, _ in
            request.path == "/a" ? .status(302, headers: ["Location: /b"]) : .status(200)
        }
        #expect(try post(request(receiver.url("/a"))).get().status == 302)
        #expect(receiver.received.map(\.path) == ["/a"])
    }

    @Test("Without an administrator's word loopback is refused, also behind a name, and nothing arrives")
    func forbidden() throws {
        let receiver = try WebhookReceiver()
        client.policy = AddressPolicy()
        for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]"] {
            let result = failure(try post(request("http://\(host):\(receiver.port)/")))
            guard case .forbiddenAddress = result else {
                Issue.record("\(host): \(String(describing: result))")
                continue
            }
        }
        #expect(receiver.received.isEmpty)
    }

    @Test(
        "Other schemes and what is no URL are refused",
        arguments: ["file:///etc/passwd", "gopher://127.0.0.1/", "http://", "ftp://x"]
    )
    func schemes(url: String) throws {
        #expect(failure(try post(request(url))) == .invalidURL)
    }

    @Test("A header can't be split in two")
    func injection() throws {
        let receiver = try WebhookReceiver()
        var split = request(receiver.url())
        split.headers.append(("Authorization", "Bearer a\r\nX-Evil: 1"))
        #expect(failure(try post(split)) == .invalidURL)
        #expect(receiver.received.isEmpty)
    }

    @Test("Silence and headers without end are over at the time limit")
    func silence() throws {
        for answer in [WebhookReceiver.Answer.silence, .slowHeaders] {
            let receiver = try WebhookReceiver { _, _ in answer }
            #expect(failure(try post(request(receiver.url(), timeout: .milliseconds(400)))) == .timedOut)
        }
    }

    @Test("Of a body without end the first 4 KiB are kept, and its status counts")
    func endless() throws {
        let receiver = try WebhookReceiver { _, _ in .endlessBody }
        let response = try post(request(receiver.url())).get()
        #expect(response.status == 200 && response.body.count == HTTPClient.keptBytes)
    }

    @Test("Headers without end are cut off and are a failure")
    func endlessHeaders() throws {
        let receiver = try WebhookReceiver { _, _ in .endlessHeaders }
        #expect(failure(try post(request(receiver.url()))) == .failed("the response's headers are too long"))
    }

    @Test("Trailers without end are cut off and are a failure")
    func endlessTrailers() throws {
        let receiver = try WebhookReceiver { _, _ in .endlessTrailers }
        #expect(failure(try post(request(receiver.url()))) == .failed("the response's headers are too long"))
    }

    @Test("A compressed body is kept as it came, and a bomb is cut off like any other body without end")
    func compressed() throws {
        let bomb = GzipBomb.bytes(ofZeros: 100_000_000)
        for header in ["Content-Encoding: gzip", "Content-Encoding: gzip, gzip", "Transfer-Encoding: gzip"] {
            let answer = Array("HTTP/1.1 200 OK\r\n\(header)\r\nConnection: close\r\n\r\n".utf8) + bomb
            let receiver = try WebhookReceiver { _, _ in .bytes(answer) }
            let response = try post(request(receiver.url())).get()
            #expect(response.status == 200 && response.body.count == HTTPClient.keptBytes, "\(header)")
            guard header.hasPrefix("Content") else { continue }
            #expect(response.body == Array(bomb.prefix(HTTPClient.keptBytes)), "\(header)")
        }
    }

    @Test("The address that is connected to is the one that is checked, whatever the name resolved to before")
    func rebinding() throws {
        let receiver = try WebhookReceiver { _, _ in .status(200, headers: ["Connection: close"]) }
        client.policy = AddressPolicy(allowing: ["127.0.0.1/32"].compactMap { IPNetwork($0) })
        let url = "http://n8n.example:\(receiver.port)/"
        client.resolutions = ["n8n.example:\(receiver.port):127.0.0.1"]
        #expect(try post(request(url)).get().status == 200)
        client.resolutions = ["n8n.example:\(receiver.port):127.0.0.2"]
        #expect(failure(try post(request(url))) == .forbiddenAddress("127.0.0.2"))
        #expect(receiver.received.count == 1)
    }

    @Test("Of a name's several addresses each is checked: one behind another that can't be reached is refused too")
    func secondAddress() throws {
        let receiver = try WebhookReceiver()
        client.policy = AddressPolicy(allowing: ["127.0.0.2/32"].compactMap { IPNetwork($0) })
        client.resolutions = ["n8n.example:\(receiver.port):127.0.0.2,127.0.0.1"]
        #expect(failure(try post(request("http://n8n.example:\(receiver.port)/"))) == .forbiddenAddress("127.0.0.1"))
        #expect(receiver.received.isEmpty)
    }

    @Test("A reset connection and a closed port are failures that say so")
    func reset() throws {
        let receiver = try WebhookReceiver { _, _ in .reset }
        for url in [receiver.url(), "http://127.0.0.1:1/"] {
            guard case .failed(let reason) = failure(try post(request(url))) else {
                Issue.record("\(url)")
                continue
            }
            #expect(!reason.isEmpty)
        }
    }

    @Test(
        "A certificate that nobody vouches for is refused",
        .enabled(if: access("/usr/bin/openssl", X_OK) == 0, "needs the openssl program")
    )
    func certificate() throws {
        let script = """
            cd "$(mktemp -d)" || exit 1
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
                -keyout key -out crt 2>/dev/null
            # Its input ends with the test, and so does the server.
            openssl s_server -accept 127.0.0.1:0 -key key -cert crt -naccept 1
            """
        let server = try ChildShell(script, arguments: [])
        defer { close(server.descriptor) }
        var line = ""
        while !line.hasPrefix("ACCEPT") {
            line = server.firstLine()
            try #require(!line.isEmpty)
        }
        let port = try #require(line.split(separator: ":").last)
        guard case .failed(let reason) = failure(try post(request("https://localhost:\(port)/"))) else {
            Issue.record("the certificate was accepted")
            return
        }
        #expect(reason.contains("certificate"))
    }

    @Test("Many at once are all answered, over connections that are kept")
    func many() throws {
        let receiver = try WebhookReceiver()
        var statuses: [Int] = []
        for _ in 0..<300 {
            client.send(request(receiver.url())) { result, _ in statuses.append((try? result.get().status) ?? 0) }
        }
        while statuses.count < 300 { try loop.runOnce(limit: .seconds(30)) }
        #expect(statuses.allSatisfy { $0 == 200 } && client.pendingCount == 0)
    }

    @Test("A cancelled request completes as cancelled, once")
    func cancelled() throws {
        let receiver = try WebhookReceiver { _, _ in .silence }
        var outcomes: [HTTPFailure?] = []
        let ticket = client.send(request(receiver.url())) { result, _ in outcomes.append(failure(result)) }
        while receiver.received.isEmpty { try loop.runOnce(limit: .milliseconds(20)) }
        client.cancel(ticket)
        client.cancel(ticket)
        #expect(outcomes == [.cancelled] && client.pendingCount == 0)
    }
}

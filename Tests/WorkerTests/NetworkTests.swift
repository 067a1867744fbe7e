import Domain
import Glibc
import HTTP
import Loop
import Postgres
import TestSupport
import Testing

@testable import Worker

@Suite("A worker in a hostile network")
struct NetworkTests {
    private let house: WorkerFixture
    init() throws { house = try WorkerFixture() }

    @Test("A proxy that the environment names is not used")
    func proxyOfTheEnvironment() throws {
        let (receiver, proxy) = (try WebhookReceiver(), try WebhookReceiver())
        try house.webhook(receiver.url())
        try house.events(2)
        let names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]
        let worker = try house.worker(environment: Dictionary(uniqueKeysWithValues: names.map { ($0, proxy.url()) }))
        try house.waitUntilDelivered()
        #expect(receiver.received.count == 2 && proxy.received.isEmpty)
        worker.end(by: SIGTERM)
    }

    @Test("A proxy that was asked for is used for every host, whatever no_proxy says")
    func noProxy() throws {
        let (receiver, proxy) = (try WebhookReceiver(), try WebhookReceiver())
        try house.webhook(receiver.url("/hook"))
        try house.events(2)
        let environment = ["no_proxy": "*", "NO_PROXY": "*"]
        let worker = try house.worker(["--proxy", proxy.url()], environment: environment)
        try house.waitUntilDelivered()
        #expect(receiver.received.isEmpty)
        #expect(proxy.received.map(\.path) == [receiver.url("/hook"), receiver.url("/hook")])
        worker.end(by: SIGTERM)
    }

    @Test(
        "A name server that never answers holds up no other delivery, nor the end of the worker",
        .enabled(if: Sandbox.isAvailable, "needs unshare, ip and user namespaces")
    )
    func silentNameServer() throws {
        let silent = try house.webhook("http://n8n.example/", timeout: 2)
        let patient = try house.webhook("http://n8n-too.example/", timeout: 300)
        // Nobody listens there, which the worker learns at once.
        let closed = try house.webhook("http://127.0.0.1:1/", retries: 20)
        try house.events(2, conversations: 3)
        let worker = try house.worker(wrappedIn: Sandbox.withSilentNameServer)
        func attempts(_ id: String) throws -> Int {
            let count = "SELECT count(*)::text FROM public.webhook_logs WHERE webhook_config_id = '\(id)'"
            return Int(try #require(try house.text(count))) ?? 0
        }
        try house.wait("the time limit of the silent one") { try attempts(silent) > 0 }
        let error = "SELECT min(error_message) FROM public.webhook_logs WHERE webhook_config_id = '\(silent)'"
        #expect(try house.text(error) == HTTPFailure.timedOut.description)
        let before = try attempts(closed)
        try house.wait("others to go on") {
            try house.retryNow()
            return try attempts(closed) > before + 2
        }
        #expect(try attempts(patient) == 0)
        worker.send(SIGTERM)
        try house.wait("the end") { worker.hasEnded }
        #expect(worker.waitForEnd() == 0)
        #expect(try house.text("SELECT count(*)::text FROM riad.outbox WHERE lease_token IS NOT NULL") == "0")
    }

    @Test("A clock that jumps by years while events go out stops none and gives none up")
    func clockJumps() throws {
        let receiver = try WebhookReceiver { _, earlier in earlier == 0 ? .status(500) : .status(200) }
        try house.webhook(receiver.url(), retries: 2)
        try house.events(3, conversations: 2)
        let loop = try EventLoop()
        let database = ReconnectingConnection(house.database.settings(login: house.login), on: loop)
        let network = ["127.0.0.0/8"].compactMap { IPNetwork($0) }
        let client = HTTPClient(on: loop, policy: AddressPolicy(allowing: network))
        var calls = 0
        let dispatcher = Dispatcher(
            database.connection,
            client,
            limits: Dispatch.Limits(),
            endsWhenIdle: false,
            log: WorkerLog(),
            now: {
                calls += 1
                let years = [0, 30, -3, 2, -1][calls % 5]
                return Timestamp.systemNow + .seconds(years * 31_536_000)
            }
        )
        database.onConnected = { dispatcher.connected() }
        database.open()
        try house.wait("all") {
            for _ in 1...20 { try loop.runOnce(limit: .milliseconds(20)) }
            try house.retryNow()
            dispatcher.wake()
            return try house.text("SELECT count(*)::text FROM riad.outbox") == "0"
        }
        #expect(Set(receiver.received.map(\.id)).count == 6 && receiver.received.count == 12)
        let late = "public.webhook_logs WHERE abs(extract(epoch FROM created_at - now())) > 600"
        #expect(try house.text("SELECT count(*)::text FROM \(late)") == "0")
        #expect(Set(receiver.received.compactMap { $0.headers["webhook-timestamp"]?.count }) == [10])
        database.close()
    }
}

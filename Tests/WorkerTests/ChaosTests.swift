import Glibc
import TestSupport
import Testing

@Suite("Whatever happens to workers", .longRounds)
struct ChaosTests {
    @Test(
        "2,000 events past killed workers, lost leases and a moody endpoint: each delivered, completed once, in order"
    )
    func chaos() throws {
        let house = try WorkerFixture()
        let receiver = try WebhookReceiver { _, _ in
            switch Int.random(in: 0..<100) {
            case 0..<4: .status(500)
            case 4..<6: .reset
            case 6..<7: .status(302, headers: ["Location: /"])
            case _: .status(200)
            }
        }
        try house.webhook(receiver.url(), retries: 20)
        try house.events(20, conversations: 100)
        var workers = [try house.worker(), try house.worker()]
        while try house.text("SELECT count(*)::text FROM riad.outbox") != "0" {
            usleep(UInt32.random(in: 200_000...900_000))
            let victim = Int.random(in: 0..<2)
            workers[victim].end(by: SIGKILL)
            workers[victim] = try house.worker()
            // As if the lease had ended: of the killed one's events, and of some that the other one is sending.
            try house.database.run(
                "UPDATE riad.outbox SET visible_at = clock_timestamp() WHERE lease_token IS NOT NULL AND random() < 0.7"
            )
            try house.retryNow()
        }
        workers.forEach { $0.end(by: SIGTERM) }
        #expect(try house.text("SELECT count(*)::text FROM riad.outbox_dead") == "0")
        let completed = """
            SELECT concat_ws(' ', count(*), count(DISTINCT event_id)) FROM public.webhook_logs
            WHERE response_status BETWEEN 200 AND 299
            """
        #expect(try house.text(completed) == "2000 2000")
        var order: [String: [Int]] = [:]
        var seen: Set<String> = []
        for request in receiver.received where seen.insert(request.id).inserted {
            order[request.conversation ?? "", default: []].append(request.number ?? 0)
        }
        #expect(order.count == 100 && order.values.allSatisfy { $0 == Array(1...20) })
    }

    @Test("A server that goes away and comes back loses nothing, and the worker goes on by itself")
    func restart() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let house = try WorkerFixture(on: cluster)
        let receiver = try WebhookReceiver { _, _ in .later(.milliseconds(20), 200) }
        try house.webhook(receiver.url())
        try house.events(10, conversations: 40)
        let worker = try house.worker()
        try house.wait("some") { receiver.received.count > 50 }
        try cluster.stopServer()
        try house.wait("the worker to notice") { worker.log.contains("\"offline\"") }
        try cluster.startServer()
        try house.wait("leases to end") {
            try house.database.run(
                "UPDATE riad.outbox SET visible_at = clock_timestamp() WHERE lease_token IS NOT NULL"
            )
            return try house.text("SELECT count(*)::text FROM riad.outbox") == "0"
        }
        #expect(Set(receiver.received.map(\.id)).count == 400)
        let completed = "SELECT count(DISTINCT event_id)::text FROM public.webhook_logs WHERE response_status = 200"
        #expect(try house.text(completed) == "400")
        worker.end(by: SIGTERM)
    }
}

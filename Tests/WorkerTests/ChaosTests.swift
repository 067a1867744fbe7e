import Foundation
import Glibc
import TestSupport
import Testing

@Suite("Whatever happens to workers", .longRounds)
struct ChaosTests {
    /// How many events are sent, a multiple of 100.
    private static let events = ProcessInfo.processInfo.environment["RIAD_CHAOS_EVENTS"].flatMap { Int($0) } ?? 2_000

    @Test(
        "Events past killed workers and servers, lost leases and a moody endpoint: each delivered, completed once, in order"
    )
    func chaos() throws {
        let cluster = try TestCluster()
        defer { cluster.stop() }
        let house = try WorkerFixture(on: cluster)
        let receiver = try WebhookReceiver { _, _ in
            switch Int.random(in: 0..<100) {
            case 0..<4: .status(500)
            case 4..<6: .reset
            case 6..<7: .status(302, headers: ["Location: /"])
            case _: .status(200)
            }
        }
        try house.webhook(receiver.url(), retries: 20)
        let perConversation = Self.events / 100
        for first in stride(from: 1, through: perConversation, by: 20) {
            try house.events(min(20, perConversation - first + 1), conversations: 100, from: first)
        }
        // Else a crash could take them back: this server confirms before it writes.
        try house.database.run("CHECKPOINT")
        var workers = [try house.worker(), try house.worker()]
        while try house.text("SELECT count(*)::text FROM riad.outbox") != "0" {
            usleep(UInt32.random(in: 200_000...900_000))
            if Int.random(in: 0..<12) == 0 {
                try cluster.loseServer()
                try cluster.startServer()
            }
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
        #expect(try house.text(completed) == "\(perConversation * 100) \(perConversation * 100)")
        var order: [String: [Int]] = [:]
        var seen: Set<String> = []
        for request in receiver.received where seen.insert(request.id).inserted {
            order[request.conversation ?? "", default: []].append(request.number ?? 0)
        }
        #expect(order.count == 100 && order.values.allSatisfy { $0 == Array(1...perConversation) })
    }

    @Test("A primary that dies and a standby that takes over lose nothing, and the worker finds it by itself")
    func failover() throws {
        let cluster = try TestCluster(withStandby: true)
        defer { cluster.stop() }
        let house = try WorkerFixture(on: cluster)
        let receiver = try WebhookReceiver { _, _ in .later(.milliseconds(20), 200) }
        try house.webhook(receiver.url())
        try house.events(10, conversations: 40)
        let uri = cluster.failoverURI(login: house.login, database: house.database.name)
        let worker = try house.worker(uri: uri)
        try house.wait("some") { receiver.received.count > 50 }
        try cluster.loseServer()
        // The standby is there, but takes no writes yet.
        try house.wait("some attempts in vain") {
            worker.log.split(separator: "\n").count { $0.contains("\"offline\"") } > 4
        }
        try cluster.promoteStandby()
        try house.wait("leases to end") {
            try house.database.run(
                "UPDATE riad.outbox SET visible_at = clock_timestamp() WHERE lease_token IS NOT NULL"
            )
            return try house.text("SELECT count(*)::text FROM riad.outbox") == "0"
        }
        #expect(Set(receiver.received.map(\.id)).count == 400)
        let completed = "SELECT count(DISTINCT event_id)::text FROM public.webhook_logs WHERE response_status = 200"
        #expect(try house.text(completed) == "400")
        #expect(worker.end(by: SIGTERM) == 0)
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

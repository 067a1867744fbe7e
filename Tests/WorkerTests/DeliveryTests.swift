import Glibc
import TestSupport
import Testing

@Suite("A worker delivers")
struct DeliveryTests {
    private let house: WorkerFixture
    init() throws { house = try WorkerFixture() }

    /// The numbers of each conversation's events in order of arrival, without repetitions.
    private func order(_ received: [WebhookReceiver.Received]) -> [String: [Int]] {
        var order: [String: [Int]] = [:]
        var seen: Set<String> = []
        for request in received where seen.insert(request.id).inserted {
            guard let conversation = request.conversation, let number = request.number else { continue }
            order[conversation, default: []].append(number)
        }
        return order
    }

    @Test("Every event once, each conversation's in order, signed, and logged with its attempt")
    func inOrder() throws {
        let receiver = try WebhookReceiver()
        try house.webhook(receiver.url(), secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        try house.events(12, conversations: 15)
        let worker = try house.worker()
        try house.waitUntilDelivered()
        let order = order(receiver.received)
        #expect(order.count == 15 && order.values.allSatisfy { $0 == Array(1...12) })
        #expect(receiver.received.count == 180)
        let first = try #require(receiver.received.first)
        #expect(first.headers["webhook-signature"]?.hasPrefix("v1,") == true)
        #expect(first.headers["content-type"] == "application/json")
        #expect(first.body.hasPrefix(#"{"event_type" : "message_created", "timestamp" : "2"#))
        let logged = """
            SELECT concat_ws(' ', count(*), count(DISTINCT event_id), min(response_status), max(attempt_number))
            FROM public.webhook_logs
            """
        #expect(try house.text(logged) == "180 180 200 1")
        #expect(worker.end(by: SIGTERM) == 0)
    }

    @Test("A failed event is tried again under its id, and holds its conversation's next one back, but no other")
    func retries() throws {
        let receiver = try WebhookReceiver { request, earlier in
            request.number == 1 && request.conversation?.hasSuffix("1") == true && earlier < 2
                ? .status(500) : .status(200)
        }
        try house.webhook(receiver.url())
        try house.events(3, conversations: 2)
        let worker = try house.worker()
        try house.wait("the other conversation") {
            receiver.received.count { $0.conversation?.hasSuffix("2") == true } == 3
        }
        #expect(receiver.received.count { $0.conversation?.hasSuffix("1") == true } == 1)
        try house.wait("all") {
            try house.retryNow()
            return try house.text("SELECT count(*)::text FROM riad.outbox") == "0"
        }
        let numbers = receiver.received.filter { $0.conversation?.hasSuffix("1") == true }.compactMap(\.number)
        #expect(numbers == [1, 1, 1, 2, 3])
        let ids = receiver.received.filter { $0.number == 1 && $0.conversation?.hasSuffix("1") == true }.map(\.id)
        #expect(Set(ids).count == 1)
        let statuses = "SELECT string_agg(response_status::text, ',' ORDER BY attempt_number) FROM public.webhook_logs"
        #expect(try house.text(statuses + " WHERE event_id = '\(ids[0])'") == "500,500,200")
        worker.end(by: SIGTERM)
    }

    @Test("What runs out of attempts is a dead letter, and the conversation goes on")
    func deadLetter() throws {
        let receiver = try WebhookReceiver { request, _ in request.number == 1 ? .status(400, body: "no") : .status(200)
        }
        try house.webhook(receiver.url(), retries: 1)
        try house.events(2)
        let worker = try house.worker()
        try house.wait("the end") {
            try house.retryNow()
            return try house.text("SELECT count(*)::text FROM riad.outbox") == "0"
        }
        let dead = "SELECT concat_ws(' ', reason, attempts, last_error, payload ->> 'number') FROM riad.outbox_dead"
        #expect(try house.text(dead) == "attempts 2 HTTP 400 1")
        #expect(receiver.received.compactMap(\.number) == [1, 1, 2])
        worker.end(by: SIGTERM)
    }

    @Test("An endpoint that is down is paused, its events keep their attempts, and others go on")
    func paused() throws {
        let bad = try WebhookReceiver { _, _ in .status(503) }
        let good = try WebhookReceiver()
        try house.webhook(bad.url())
        try house.webhook(good.url())
        try house.events(1, conversations: 100)
        let worker = try house.worker()
        try house.wait("the good one") { good.received.count == 100 }
        let isPaused = "SELECT (paused_until > clock_timestamp())::text FROM riad.webhook_health WHERE failures >= 5"
        try house.wait(for: isPaused, "true")
        let untried = "SELECT (count(*) FILTER (WHERE attempts = 0) >= 30)::text FROM riad.outbox"
        #expect(try house.text(untried) == "true")
        worker.end(by: SIGTERM)
    }

    @Test("410 switches the configuration off; its other events wait, and an incident opens")
    func gone() throws {
        let receiver = try WebhookReceiver { _, _ in .status(410) }
        let id = try house.webhook(receiver.url())
        try house.events(3)
        let worker = try house.worker()
        try house.wait(for: "SELECT is_active::text FROM public.webhook_configs", "false")
        try house.wait(for: "SELECT count(*)::text FROM riad.outbox_dead WHERE reason = 'gone'", "1")
        #expect(try house.text("SELECT count(*)::text FROM riad.outbox") == "2")
        try house.database.run("SELECT riad.monitor_incidents()")
        #expect(try house.text("SELECT concat_ws(' ', kind, subject) FROM riad.incidents") == "webhook_gone \(id)")
        worker.end(by: SIGTERM)
    }

    @Test("A payload that is too large is a dead letter with its reason")
    func tooLarge() throws {
        let receiver = try WebhookReceiver()
        try house.webhook(receiver.url())
        try house.database.run(
            """
            SELECT public.trigger_webhook_notification('conversation-update', 'message_created',
                jsonb_build_object('text', repeat('x', 600000)))
            """
        )
        let worker = try house.worker()
        try house.waitUntilDelivered()
        let dead = "SELECT concat_ws(' ', reason, last_error) FROM riad.outbox_dead"
        #expect(try house.text(dead) == "unsendable the payload is larger than 500 kB")
        #expect(receiver.received.isEmpty)
        worker.end(by: SIGTERM)
    }

    @Test("Told to end, a worker finishes what is in flight and ends with 0")
    func finishing() throws {
        let receiver = try WebhookReceiver { _, _ in .later(.seconds(2), 200) }
        try house.webhook(receiver.url())
        try house.events(1, conversations: 5)
        let worker = try house.worker()
        try house.wait("the requests") { receiver.received.count == 5 }
        #expect(worker.end(by: SIGTERM) == 0)
        #expect(try house.text("SELECT count(*)::text FROM riad.outbox") == "0")
        #expect(try house.text("SELECT count(*)::text FROM riad.workers") == "0")
    }

    @Test("What doesn't end in time is given back as if it had never been claimed")
    func givingBack() throws {
        let receiver = try WebhookReceiver { _, _ in .silence }
        try house.webhook(receiver.url())
        try house.events(1, conversations: 3)
        let worker = try house.worker()
        try house.wait("the requests") { receiver.received.count == 3 }
        #expect(worker.end(by: SIGTERM) == 0)
        let waiting = "SELECT concat_ws(' ', count(*), max(attempts), count(lease_token)) FROM riad.outbox"
        #expect(try house.text(waiting) == "3 0 0")
    }

    @Test("What a killed worker held another one delivers under the same id once the lease ends")
    func killed() throws {
        let receiver = try WebhookReceiver { _, earlier in earlier == 0 ? .silence : .status(200) }
        try house.webhook(receiver.url())
        try house.events(2)
        let first = try house.worker()
        try house.wait("the request") { receiver.received.count == 1 }
        first.end(by: SIGKILL)
        try house.database.run("UPDATE riad.outbox SET visible_at = clock_timestamp() WHERE lease_token IS NOT NULL")
        let second = try house.worker()
        try house.waitUntilDelivered()
        #expect(receiver.received.compactMap(\.number) == [1, 1, 2, 2])
        #expect(Set(receiver.received.map(\.id)).count == 2)
        second.end(by: SIGTERM)
    }

    @Test("A worker whose lease was lost keeps nothing of it")
    func fenced() throws {
        let receiver = try WebhookReceiver { _, earlier in earlier == 0 ? .later(.seconds(2), 200) : .silence }
        try house.webhook(receiver.url())
        try house.events(1)
        let worker = try house.worker()
        try house.wait("the request") { receiver.received.count == 1 }
        try house.database.run("UPDATE riad.outbox SET lease_token = gen_random_uuid()")
        try house.wait("the report") { worker.log.contains("lease_lost") }
        #expect(try house.text("SELECT count(*)::text FROM riad.outbox") == "1")
        #expect(try house.text("SELECT count(*)::text FROM public.webhook_logs") == "0")
        worker.end(by: SIGKILL)
    }

    @Test("With --once it delivers what is due, does the jobs that are due, and ends with 0")
    func once() throws {
        let receiver = try WebhookReceiver { request, _ in request.number == 3 ? .status(500) : .status(200) }
        try house.webhook(receiver.url())
        try house.events(3)
        #expect(try house.worker(["--once"]).waitForEnd() == 0)
        #expect(receiver.received.compactMap(\.number) == [1, 2, 3])
        #expect(try house.text("SELECT count(*)::text FROM riad.outbox WHERE attempts = 1") == "1")
        #expect(
            try house.text("SELECT count(*)::text FROM riad.jobs WHERE finished_at IS NULL OR error IS NOT NULL") == "0"
        )
    }

    @Test("Its log has ids and numbers, but no payload, secret or guest")
    func log() throws {
        let receiver = try WebhookReceiver { _, _ in .status(500, body: "echo of a guest") }
        try house.webhook(receiver.url("/path-secret"), secret: "very-secret-token")
        try house.database.run(
            """
            SELECT public.trigger_webhook_notification('conversation-update', 'message_created', '{"text": "guest text"}')
            """
        )
        let worker = try house.worker()
        try house.wait("the attempt") { worker.log.contains("\"failed\"") }
        worker.end(by: SIGTERM)
        for hidden in ["very-secret", "guest", "path-secret"] { #expect(!worker.log.contains(hidden), "\(hidden)") }
        for line in worker.log.split(separator: "\n") { #expect(line.hasPrefix("{") && line.hasSuffix("}")) }
    }

    @Test("A login that isn't a worker's can claim nothing, and one that doesn't exist ends the worker with 3")
    func refused() throws {
        let agent = try house.database.person(.administrateur)
        let claiming = "SELECT count(*) FROM riad.claim_deliveries('{}', '{}', 1, 1)"
        #expect(throws: (any Error).self) {
            try house.database.connection(as: agent).run(script: claiming, name: "claim")
        }
        let nobody = try WorkerProcess(house.database, login: "nobody_\(house.database.cluster.nextNumber())")
        #expect(nobody.waitForEnd() == 3)
        let person = try WorkerProcess(house.database, login: house.database.person(.agent).login)
        #expect(person.waitForEnd() == 3)
    }
}

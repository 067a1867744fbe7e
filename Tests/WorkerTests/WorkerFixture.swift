import Domain
import Glibc
import Postgres
import TestSupport
import Testing

/// A database with conversations, for tests of the worker.
struct WorkerFixture {
    let database: TestDatabase
    let login: String

    init() throws { try self.init(TestDatabase()) }

    /// On a cluster of the test's own.
    init(on cluster: TestCluster) throws { try self.init(TestDatabase(on: cluster)) }

    private init(_ database: TestDatabase) throws {
        self.database = database
        login = "worker_\(database.cluster.nextNumber())"
        try database.run(
            """
            CREATE ROLE \(login) LOGIN IN ROLE riad_worker;
            UPDATE riad.settings SET value = '["127.0.0.0/8"]' WHERE key = 'webhook_networks'
            """
        )
    }

    /// Starts a worker; by another program's words if it is wrapped, with another URI than the database's if there is one.
    func worker(
        _ arguments: [String] = [],
        environment: [String: String] = [:],
        wrappedIn wrapper: [String] = [],
        uri: String? = nil
    ) throws -> WorkerProcess {
        try WorkerProcess(database, login: login, arguments, environment: environment, wrappedIn: wrapper, uri: uri)
    }

    /// Creates a configuration; returns its id.
    @discardableResult
    func webhook(
        _ url: String,
        name: String = "conversation-update",
        secret: String? = nil,
        retries: Int = 3,
        timeout: Int = 30
    ) throws -> String {
        try #require(
            try text(
                """
                INSERT INTO public.webhook_configs (name, endpoint_url, secret_token, retry_count, timeout_seconds)
                VALUES ('\(name)', '\(url)', \(secret.map { "'\($0)'" } ?? "NULL"), \(retries), \(timeout)) RETURNING id::text
                """
            )
        )
    }

    /// Puts down events of `conversations` conversations, so many each, numbered in order.
    func events(_ count: Int, conversations: Int = 1, name: String = "conversation-update", from first: Int = 1) throws
    {
        try database.run(
            """
            SELECT public.trigger_webhook_notification('\(name)', 'message_created',
                jsonb_build_object('conversation_id', lpad(c::text, 32, '0')::uuid, 'number', n))
            FROM generate_series(\(first), \(first + count - 1)) n, generate_series(1, \(conversations)) c ORDER BY n, c
            """
        )
    }

    /// The first column of the first row as text; nil if there is none.
    func text(_ sql: String) throws -> String? {
        try database.connection().run(
            Request(writing: Statement(name: "test", text: sql)) { rows throws(DecodingError) -> String? in
                guard let row = rows.first else { return nil }
                return try row[0]
            }
        )
    }

    /// Waits until a query answers this.
    func wait(for sql: String, _ wanted: String) throws {
        try wait("\(sql) to be \(wanted)") { try text(sql) == wanted }
    }

    /// Waits until the outbox is empty.
    func waitUntilDelivered() throws {
        try wait(for: "SELECT count(*)::text FROM riad.outbox", "0")
    }

    /// Waits until a condition holds.
    func wait(_ what: String, until holds: () throws -> Bool) throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while try !holds() {
            guard ContinuousClock.now < deadline else { throw TestSupportError("waited in vain for \(what)") }
            usleep(20_000)
        }
    }

    /// Has what waits for another attempt tried at once.
    func retryNow() throws {
        try database.run(
            """
            UPDATE riad.webhook_health SET paused_until = clock_timestamp() WHERE paused_until IS NOT NULL;
            UPDATE riad.outbox SET visible_at = clock_timestamp() WHERE lease_token IS NULL
            """
        )
    }
}

extension WebhookReceiver.Received {
    /// The number of a test's event; nil for others.
    var number: Int? { field("number").flatMap { Int($0) } }
    /// The conversation of an event.
    var conversation: String? { field("conversation_id") }

    private func field(_ name: String) -> String? {
        guard let start = body.firstRange(of: "\"\(name)\": ") else { return nil }
        return String(body[start.upperBound...].prefix { $0 != "," && $0 != "}" }.filter { $0 != "\"" })
    }
}

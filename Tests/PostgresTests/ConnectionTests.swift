import Glibc
import Loop
import Postgres
import TestSupport
import Testing

@Suite("A connection")
struct ConnectionTests {
    @Test("It goes from connecting over verifying to ready, and reports each phase")
    func phases() throws {
        let connection = Connection(try TestCluster.shared().settings())
        var phases: [Connection.Phase] = []
        connection.onPhase = { phases.append($0) }
        try connection.connect()
        connection.close()
        #expect(phases == [.connecting, .verifying, .ready, .closed])
    }

    @Test("Requests sent before it is open go out once it is, in their order")
    func early() throws {
        let connection = Connection(try TestCluster.shared().settings())
        connection.open()
        #expect(connection.phase == .connecting)
        var answers: [Int] = []
        for number in 1...20 {
            connection.send(integer("SELECT \(number)")) { answers.append((try? $0.get()) ?? -1) }
        }
        #expect(connection.pendingCount == 20)
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(answers == Array(1...20))
    }

    @Test("A hundred requests in a pipeline: one that fails fails alone")
    func pipeline() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        var answers: [Int: Int] = [:]
        var failures: [String?] = []
        for number in 0..<100 {
            let sql = number == 50 ? "SELECT 1 / 0" : "SELECT \(number)"
            connection.send(integer(sql)) { outcome in
                switch outcome {
                case .success(let value): answers[number] = value
                case .failure(let failure): failures.append(failure.state)
                }
            }
        }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(failures == ["22012"])
        #expect(answers.count == 99)
        #expect(answers.allSatisfy { $0.key == $0.value })
    }

    @Test("A request may be sent from another's completion")
    func nesting() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        var inner: Int?
        connection.send(integer("SELECT 1")) { _ in
            connection.send(integer("SELECT 2")) { inner = try? $0.get() }
        }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(inner == 2)
    }

    @Test("The session has its settings before the first request runs")
    func sessionSettings() throws {
        var settings = try TestCluster.shared().settings()
        settings.statementTimeout = .milliseconds(1234)
        settings.lockTimeout = nil
        let connection = Connection(settings)
        for (name, value) in [
            ("statement_timeout", "1234ms"), ("lock_timeout", "0"), ("plan_cache_mode", "force_generic_plan"),
            ("jit", "off"), ("client_encoding", "UTF8"), ("application_name", "riad"),
        ] {
            #expect(try connection.run(text("SHOW \(name)")) == value)
        }
    }

    @Test("Behind a transaction pooler settings hold for each request and leave no trace on the session")
    func transactionScope() throws {
        var settings = try TestCluster.shared().settings()
        settings.scope = .transaction
        settings.statementTimeout = .milliseconds(60)
        let connection = Connection(settings)
        #expect(try connection.run(text("SELECT current_setting('statement_timeout')")) == "60ms")
        #expect(kind { _ = try connection.run(text("SELECT pg_sleep(5)::text")) } == .timedOut)
        #expect(try connection.run(script: "SELECT 1", name: "alive").isEmpty)
        let database = try TestDatabase(migrated: false)
        let settled = try database.value("SELECT current_setting('statement_timeout')", as: String.self)
        #expect(settled == "15s")
    }

    @Test("A request's own limit holds for it alone")
    func ownLimit() throws {
        let connection = Connection(try TestCluster.shared().settings())
        let slow = text("SELECT pg_sleep(5)::text").withTimeout(.milliseconds(50))
        #expect(kind { _ = try connection.run(slow) } == .timedOut)
        #expect(try connection.run(text("SHOW statement_timeout")) == "15s")
    }

    @Test("A procedure that commits has a limit of its own to its end, and alone, in every scope")
    func committing() throws {
        let database = try TestDatabase(migrated: false)
        try database.run(
            """
            CREATE PROCEDURE public.in_steps(_pause float, OUT seen text) LANGUAGE plpgsql AS $$
            BEGIN
                COMMIT;
                PERFORM pg_sleep(_pause);
                COMMIT;
                seen := current_setting('statement_timeout');
            END
            $$
            """
        )
        func call(_ pause: Double) -> Request<String> {
            let statement = Statement(name: "steps", text: "CALL public.in_steps(\(pause), NULL)")
            return Request(committing: statement) { rows throws(DecodingError) in try rows.single()[0] }
        }
        let connection = database.connection()
        #expect(try connection.run(call(0).withTimeout(.seconds(40))) == "40s")
        #expect(kind { _ = try connection.run(call(5).withTimeout(.milliseconds(50))) } == .timedOut)
        #expect(try connection.run(text("SHOW statement_timeout")) == "15s")
        #expect(try connection.run(call(0)) == "15s")
        var settings = database.settings()
        settings.scope = .transaction
        let pooled = Connection(settings)
        #expect(try pooled.run(call(0).withTimeout(.seconds(40))) == "0")
        #expect(try pooled.run(text("SELECT current_setting('statement_timeout')")) == "15s")
    }

    @Test("What it listens to arrives, also after a reconnect")
    func notifications() throws {
        let cluster = try TestCluster.shared()
        let listener = Connection(cluster.settings())
        var heard: [String] = []
        listener.onNotification = { heard.append($0.payload) }
        listener.listen(to: "Riad \"news\"")
        let speaker = Connection(cluster.settings())
        for payload in ["one", "two"] {
            try listener.connect()
            _ = try listener.run(integer("SELECT 1"))
            _ = try speaker.run(text("SELECT pg_notify('Riad \"news\"', '\(payload)')::text"))
            while !heard.contains(payload) { listener.waitAndAdvance(limit: .now() + .seconds(10)) }
            listener.close()
        }
        #expect(heard == ["one", "two"])
    }

    @Test("Notices go to whoever wants them, and not to the terminal")
    func notices() throws {
        let connection = Connection(try TestCluster.shared().settings())
        var heard: [Notice] = []
        connection.onNotice = { heard.append($0) }
        _ = try connection.run(text("SELECT 'x'"))
        try connection.run(script: "DO $$ BEGIN RAISE WARNING 'look out'; END $$", name: "warn")
        #expect(heard == [Notice(severity: "WARNING", message: "look out")])
    }

    @Test("On a closed connection a request fails at once")
    func closed() throws {
        let connection = Connection(try TestCluster.shared().settings())
        var failure: PostgresError?
        connection.send(integer("SELECT 1")) { outcome in
            if case .failure(let found) = outcome { failure = found }
        }
        #expect(failure?.kind == .notConnected)
    }

    @Test("Closing ends what is pending")
    func closing() throws {
        let connection = Connection(try TestCluster.shared().settings())
        try connection.connect()
        var failures: [PostgresError] = []
        connection.send(text("SELECT pg_sleep(30)::text")) { outcome in
            if case .failure(let failure) = outcome { failures.append(failure) }
        }
        connection.close()
        #expect(failures.map(\.kind) == [.notConnected])
        #expect(connection.descriptor == nil)
        #expect(connection.deadline == nil)
    }
}

/// A request for one integer.
func integer(_ sql: String) -> Request<Int> {
    Request(reading: Statement(name: "integer", text: sql)) { rows throws(DecodingError) in try rows.single()[0] }
}

/// A request for one text.
func text(_ sql: String, _ parameters: [Parameter] = []) -> Request<String> {
    Request(reading: Statement(name: "text", text: sql), parameters) { rows throws(DecodingError) in
        try rows.single()[0]
    }
}

/// The kind of refusal that the body meets; nil where it meets none.
func kind(_ body: () throws -> Void) -> PostgresError.Kind? {
    do {
        try body()
        return nil
    } catch {
        return (error as? PostgresError)?.kind
    }
}

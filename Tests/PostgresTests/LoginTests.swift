import Postgres
import TestSupport
import Testing

@Suite("Logging in", .serialized)
struct LoginTests {
    private let cluster: TestCluster
    private let login: String

    init() throws {
        cluster = try TestCluster.shared()
        login = "plain_\(cluster.nextNumber())"
        let script = """
            DO $$ BEGIN CREATE ROLE riad_test_with_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            DO $$ BEGIN CREATE ROLE riad_test_shut_out; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            CREATE ROLE \(login) LOGIN PASSWORD 's3cret'
            """
        try Connection(cluster.settings()).run(script: script, name: "logins")
    }

    private func join(_ group: String) throws {
        try Connection(cluster.settings()).run(script: "GRANT \(group) TO \(login)", name: "group")
    }

    private func failure(_ settings: ConnectionSettings) -> PostgresError? {
        do throws(PostgresError) {
            try Connection(settings).connect()
            return nil
        } catch {
            return error
        }
    }

    @Test("A password that is needed and not given is asked for; a wrong one is refused; neither is quoted")
    func passwords() throws {
        try join("riad_test_with_password")
        let missing = failure(cluster.settings(login: login))
        #expect(missing?.kind == .passwordRequired)
        #expect(missing?.message == "a password is needed")
        var wrong = cluster.settings(login: login)
        wrong.overrides["password"] = "wr0ng"
        let refused = failure(wrong)
        #expect(refused?.kind == .loginRefused)
        #expect(refused?.state == "28P01")
        #expect(refused?.description.contains("password authentication failed") == true)
        #expect(refused?.description.contains("wr0ng") == false)
        var right = wrong
        right.overrides["password"] = "s3cret"
        #expect(failure(right) == nil)
    }

    @Test("A login that the server shuts out, one that doesn't exist, and a missing database are refused logins")
    func refusals() throws {
        #expect(failure(cluster.settings(login: "nobody_at_all"))?.kind == .loginRefused)
        #expect(failure(cluster.settings(database: "no_such_database"))?.state == "3D000")
        try join("riad_test_shut_out")
        #expect(failure(cluster.settings(login: login))?.state == "28000")
    }

    @Test("A server that takes us for somebody else is refused, and no change is sent to it")
    func wrongLogin() throws {
        let database = try TestDatabase(migrated: false)
        let other = String(login.map { $0 == "p" ? "q" : $0 })
        try database.run("CREATE TABLE touched (n int); CREATE ROLE \(other) LOGIN; GRANT INSERT ON touched TO PUBLIC")
        let pooler = try RenamingProxy(port: cluster.port, from: login, to: other)
        let target =
            "host=127.0.0.1 port=\(pooler.port) dbname=\(database.name) user=\(login) sslmode=disable gssencmode=disable"
        let connection = Connection(ConnectionSettings(target))
        var failures: [PostgresError.Kind] = []
        connection.open()
        let change = Request(writing: Statement("touch", "INSERT INTO touched VALUES (1)")) { $0.affected }
        connection.send(change) { outcome in
            if case .failure(let failure) = outcome { failures.append(failure.kind) }
        }
        connection.send(integer("SELECT 1")) { outcome in
            if case .failure(let failure) = outcome { failures.append(failure.kind) }
        }
        while connection.pendingCount > 0 { connection.waitAndAdvance() }
        #expect(failures == [.wrongLogin, .wrongLogin])
        #expect(try database.value("SELECT count(*) FROM touched", as: Int.self) == 0)
    }

    @Test("The server's version and process are known while connected")
    func facts() throws {
        let connection = Connection(cluster.settings())
        #expect(connection.serverVersion == nil)
        try connection.connect()
        #expect(try #require(connection.serverVersion) >= 130_000)
        #expect(try connection.run(integer("SELECT pg_backend_pid()")) == Int(try #require(connection.processID)))
    }
}

import Glibc
import Loop
@testable import Postgres
import TestSupport
import Testing

@Suite("A password goes to no server that asks for it")
struct WithheldPasswordTests {
    private static let password = "s3cret-of-the-house"

    private func settings(_ server: ScriptedServer, _ more: [String: String] = [:]) -> ConnectionSettings {
        var words = [
            "host": "127.0.0.1", "port": String(server.port), "user": "fatima", "dbname": "riad", "passfile": "/none",
            "password": Self.password,
        ]
        words.merge(more) { $1 }
        return ConnectionSettings(nil, overrides: words)
    }

    private func failure(_ settings: ConnectionSettings) -> PostgresError? {
        do throws(PostgresError) {
            try Connection(settings).connect()
            return nil
        } catch {
            return error
        }
    }

    private func gaveAway(_ server: ScriptedServer) -> Bool {
        let heard = String(decoding: server.heard, as: UTF8.self)
        // The MD5 sum of the password begins with its name.
        return heard.contains(Self.password) || heard.contains("md5")
    }

    private static let rogues: [(name: String, steps: [ScriptedServer.Step])] = [
        ("in clear", [.hear, .say(ServerMessage.cleartext)]),
        ("as an MD5 sum", [.hear, .say(ServerMessage.md5)]),
        ("after saying that it speaks no TLS", [.hear, .say(Array("N".utf8)), .hear, .say(ServerMessage.cleartext)]),
        ("before being spoken to", [.say(Array("N".utf8) + ServerMessage.cleartext)]),
        ("right behind a question for SCRAM", [.hear, .say(ServerMessage.scram + ServerMessage.cleartext)]),
        ("in the middle of SCRAM", [.hear, .say(ServerMessage.scram), .hear, .say(ServerMessage.md5)]),
        ("after a welcome", [.hear, .say(ServerMessage.authentication(0) + ServerMessage.cleartext)]),
    ]

    @Test("in whatever way it does", arguments: rogues.map(\.name), ["disable", "prefer", "allow"])
    func refused(name: String, mode: String) throws {
        let steps = try #require(Self.rogues.first { $0.name == name }).steps
        let server = try ScriptedServer(steps)
        var settings = settings(server, ["sslmode": mode, "gssencmode": "disable"])
        settings.connectTimeout = .seconds(5)
        #expect(failure(settings) != nil)
        #expect(!gaveAway(server))
    }

    @Test("and the refusal says what to do")
    func reason() throws {
        let server = try ScriptedServer([.hear, .say(ServerMessage.cleartext)])
        let failure = failure(settings(server, ["sslmode": "disable"]))
        #expect(failure?.kind == .passwordWithheld)
        #expect(failure?.description.contains("SCRAM") == true)
        #expect(failure?.description.contains(CleartextConsent.variable) == true)
        #expect(failure?.description.contains(Self.password) == false)
    }

    @Test("over a socket of this machine neither")
    func socket() throws {
        let values = ["host": "/run/postgresql", "password": "x"]
        #expect(PasswordPolicy(values, libraryKnowsMethods: false) == .handshakeFilter)
        #expect(PasswordPolicy(["host": "h"], libraryKnowsMethods: true) == .requireAuth("!password,!md5"))
    }

    @Test("unless somebody allowed it, and the server is known")
    func consent() {
        func isGiven(_ values: [String: String], _ stated: String? = "1") -> Bool {
            CleartextConsent.isGiven(for: values, in: stated)
        }
        #expect(isGiven(["host": "db.example", "sslmode": "verify-full"]))
        #expect(isGiven(["host": "/run/postgresql"]) && isGiven([:]))
        for mode in ["disable", "allow", "prefer", "require", "verify-ca"] {
            #expect(!isGiven(["host": "db.example", "sslmode": mode]), "\(mode)")
        }
        #expect(!isGiven(["host": "/run/postgresql,db.example"]))
        #expect(!isGiven(["host": "db.example", "sslmode": "verify-full"], nil))
        #expect(!isGiven(["host": "/run/postgresql"], "0"))
    }

    @Test("and libpq, where it can, is told so, whatever else was stated")
    func library() {
        func policy(_ stated: String) -> PasswordPolicy {
            PasswordPolicy(["host": "h", "require_auth": stated], libraryKnowsMethods: true)
        }
        #expect(policy("scram-sha-256") == .requireAuth("scram-sha-256"))
        #expect(policy("scram-sha-256, none") == .requireAuth("scram-sha-256, none"))
        for stated in ["password", "md5,scram-sha-256", "!gss", "scram-sha-256, password"] {
            #expect(policy(stated) == .requireAuth("!password,!md5"), "\(stated)")
        }
    }

    @Test("A server that proves by SCRAM that it knows it is logged in to, with all that follows")
    func scram() throws {
        let cluster = try TestCluster.shared()
        let login = "guarded_\(cluster.nextNumber())"
        let script = """
            DO $$ BEGIN CREATE ROLE riad_test_with_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            CREATE ROLE \(login) LOGIN PASSWORD '\(Self.password)' IN ROLE riad_test_with_password
            """
        try Connection(cluster.settings()).run(script: script, name: "login")
        for host in ["127.0.0.1", cluster.folder] {
            var settings = cluster.settings(login: login)
            settings.overrides["host"] = host
            settings.overrides["password"] = Self.password
            let connection = Connection(settings)
            try connection.connect()
            let long = Request<Int>(reading: Statement("long", "SELECT repeat('x', 3000000)")) {
                rows throws(DecodingError) in
                let text: String = try rows.single()[0]
                return text.utf8.count
            }
            #expect(try connection.run(long) == 3_000_000)
        }
    }

    @Test("A server that is asked more before it is taken is listened to until it has answered")
    func questions() throws {
        let version = ServerMessage.message("S", Array("server_version".utf8) + [0] + Array("13.0".utf8) + [0])
        let column =
            Array("transaction_read_only".utf8) + [0] + ServerMessage.integer(0) + ServerMessage.short(0)
            + ServerMessage.integer(25) + ServerMessage.short(-1) + ServerMessage.integer(-1) + ServerMessage.short(0)
        let value = ServerMessage.short(1) + ServerMessage.integer(3) + Array("off".utf8)
        let answer =
            ServerMessage.message("T", ServerMessage.short(1) + column) + ServerMessage.message("D", value)
            + ServerMessage.message("C", Array("SHOW".utf8) + [0]) + ServerMessage.message("Z", Array("I".utf8))
        let server = try ScriptedServer([
            .hear, .say(ServerMessage.authentication(0) + version + ServerMessage.message("Z", Array("I".utf8))), .hear,
            .say(answer),
        ])
        let login = try LoginAttempt(settings(server, ["sslmode": "disable", "target_session_attrs": "read-write"]))
        let wire = try login.connect(until: .now() + .seconds(20)).get()
        #expect(wire.isOpen)
        #expect(String(decoding: server.heard, as: UTF8.self).contains("SHOW transaction_read_only"))
    }

    @Test("A server that asks for none is logged in to although there is one")
    func trusted() throws {
        let cluster = try TestCluster.shared()
        var settings = cluster.settings()
        settings.overrides["password"] = Self.password
        try Connection(settings).connect()
        settings.overrides["host"] = "127.0.0.1"
        _ = failure(settings)
    }

    @Test("The second of several hosts is tried where the first is away")
    func hosts() throws {
        let cluster = try TestCluster.shared()
        var settings = cluster.settings()
        settings.overrides["host"] = "127.0.0.1,\(cluster.folder)"
        settings.overrides["port"] = "1,\(cluster.port)"
        settings.overrides["password"] = Self.password
        try Connection(settings).connect()
    }
}

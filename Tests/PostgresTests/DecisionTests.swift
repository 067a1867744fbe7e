import Testing

@testable import Postgres

@Suite("What is decided without a server")
struct DecisionTests {
    @Test(
        "A failed attempt to connect is told apart by the server's code, or by its absence",
        arguments: [
            (
                "connection to server at \"db\" (10.0.0.7), port 5432 failed: FATAL:  28P01: password authentication"
                    + " failed for user \"fatima\"\nLOCATION:  auth_failed, auth.c:338\n",
                "28P01", PostgresError.Kind.loginRefused
            ),
            (
                "connection to server at \"db\" (10.0.0.7), port 5432 failed: FATAL:  53300: sorry, too many clients\n",
                "53300", .tooManyConnections
            ),
            (
                "connection to server on socket \"/tmp/x\" failed: FATAL:  57P03: the database is starting up", "57P03",
                .serverNotReady
            ),
            (
                "connection to server at \"localhost\" (::1), port 1 failed: Connection refused\n\tIs the server"
                    + " running on that host and accepting TCP/IP connections?\n",
                nil, .unreachable
            ),
            ("could not translate host name \"nowhere\" to address: Name or service not known\n", nil, .unreachable),
            ("connection to server at \"a\" failed: FATAL:  no pg_hba.conf entry\n", nil, .loginRefused),
        ] as [(String, String?, PostgresError.Kind)]
    )
    func connectMessages(message: String, state: String?, kind: PostgresError.Kind) {
        let read = ConnectMessage(message)
        #expect(read.state == state)
        #expect(read.kind == kind)
        #expect(!read.reason.contains("LOCATION"))
        #expect(!read.reason.contains("Is the server"))
        #expect(state.map { read.reason.contains($0) } != true)
    }

    @Test("Of several hosts' failures the one in which a server spoke counts")
    func severalHosts() {
        let message = """
            connection to server at "a" (10.0.0.1), port 5432 failed: FATAL:  28000: no entry for host
            connection to server at "b" (10.0.0.2), port 5432 failed: timeout expired
            """
        #expect(ConnectMessage(message).state == "28000")
    }

    @Test("A connection goes only the ways that there are")
    func phases() {
        let failed = Connection.Phase.failed(PostgresError(.connectionLost))
        let all: [Connection.Phase] = [.closed, .connecting, .verifying, .ready, failed]
        let ways = all.map { from in all.map { from.mayBecome($0) } }
        #expect(
            ways == [
                [false, true, false, false, false],
                [true, false, true, false, true],
                [true, false, false, true, true],
                [true, false, false, false, true],
                [true, true, false, false, false],
            ]
        )
    }

    @Test("Classes of SQLSTATE have their kind, and one that nobody knows is other")
    func states() {
        let kinds = [
            "08006", "22P02", "23505", "23514", "28P01", "40001", "42501", "42P01", "53100", "57014", "57P01", "QX003",
            "XX000",
        ]
        .map { PostgresError.Kind(state: $0) }
        #expect(
            kinds == [
                .connectionLost, .invalidValue, .duplicate, .constraintViolated, .loginRefused, .conflict,
                .permissionDenied, .schemaMismatch, .insufficientResources, .timedOut, .connectionLost, .other, .other,
            ]
        )
    }

    @Test("Settings of the environment and of the target win over riad's own")
    func keywords() throws {
        let plain = Dictionary(try ConnectionSettings("host=db").keywords()) { $1 }
        #expect(plain["tcp_user_timeout"] == "15000")
        #expect(plain["fallback_application_name"] == "riad")
        #expect(plain["client_encoding"] == "UTF8")
        let words = try ConnectionSettings("host=db tcp_user_timeout=1", overrides: ["user": "fatima"]).keywords()
        let target = try #require(words.firstIndex { $0.0 == "dbname" })
        let own = try #require(words.firstIndex { $0.0 == "tcp_user_timeout" })
        #expect(own < target)
        #expect(words.last?.0 == "user")
        let service = Dictionary(try ConnectionSettings("service=house").keywords()) { $1 }
        #expect(service["tcp_user_timeout"] == nil)
        #expect(service["connect_timeout"] == nil)
    }

    @Test("A limit is whole milliseconds, at least one, and none is 0")
    func limits() {
        #expect(ConnectionSettings.milliseconds(.microseconds(10)) == "1")
        #expect(ConnectionSettings.milliseconds(.seconds(2)) == "2000")
        #expect(ConnectionSettings.milliseconds(nil) == "0")
    }
}

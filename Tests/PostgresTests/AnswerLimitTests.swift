@testable import Postgres
import TestSupport
import Testing

@Suite("An answer without end")
struct AnswerLimitTests {
    private func failure(_ settings: ConnectionSettings, _ sql: StaticString) throws -> PostgresError? {
        let connection = Connection(settings)
        try connection.connect()
        do throws(PostgresError) {
            _ = try connection.run(Request(reading: Statement("endless", sql)) { $0.count })
            return nil
        } catch {
            guard case .failed = connection.phase else {
                Issue.record("the connection goes on: \(error)"); return error
            }
            return error
        }
    }

    private func settings(rows: Int, bytes: Int) throws -> ConnectionSettings {
        var settings = try TestCluster.shared().settings()
        settings.answerLimit = ResponseLimit(rows: rows, bytes: bytes)
        return settings
    }

    @Test("of more rows than anybody asks for is given up, and so is the connection")
    func rows() throws {
        let settings = try settings(rows: 1_000, bytes: 1 << 30)
        let error = try failure(settings, "SELECT generate_series(1, 1000000000000)")
        #expect(error?.kind == .responseTooLarge)
        #expect(error?.isOutcomeUnknown == false)
        #expect(try failure(settings, "SELECT g FROM generate_series(1, 1000) AS g") == nil)
    }

    @Test("of more bytes than fit is given up")
    func bytes() throws {
        let settings = try settings(rows: 1_000_000, bytes: 1 << 20)
        let sql: StaticString = "SELECT repeat('x', 100000), generate_series(1, 1000000000000)"
        #expect(try failure(settings, sql)?.kind == .responseTooLarge)
        #expect(try failure(settings, "SELECT repeat('x', 10000) FROM generate_series(1, 50)") == nil)
    }

    @Test("in a script is given up too")
    func script() throws {
        let connection = Connection(try settings(rows: 1_000, bytes: 1 << 20))
        do throws(PostgresError) {
            try connection.run(script: "SELECT generate_series(1, 1000000000000)", name: "endless")
            Issue.record("it came to an end")
        } catch {
            #expect(error.kind == .responseTooLarge)
        }
    }

    @Test("by a server that was told to stops being read: one endless row, endless notices, endless settings")
    func played() throws {
        let filler = [UInt8](repeating: 120, count: 65_536)
        let column =
            ServerMessage.integer(0) + ServerMessage.short(0) + ServerMessage.integer(25)
            + ServerMessage.short(-1) + ServerMessage.integer(-1) + ServerMessage.short(1)
        let head =
            ServerMessage.message("1", []) + ServerMessage.message("2", [])
            + ServerMessage.message("T", ServerMessage.short(1) + Array("name".utf8) + [0] + column)
        let row = head + Array("D".utf8) + ServerMessage.integer(400 << 20)
        let notice = ServerMessage.message(
            "N",
            Array("SNOTICE\0C00000\0M".utf8) + [UInt8](repeating: 120, count: 20_000) + [0, 0]
        )
        let setting = ServerMessage.message(
            "S",
            Array("name".utf8) + [0] + [UInt8](repeating: 120, count: 20_000) + [0]
        )
        for endless in [(row, filler), ([], notice), ([], setting)] {
            let server = try ScriptedServer([
                .hear, .say(ServerMessage.welcome), .hear, .say(endless.0), .sayWithoutEnd(endless.1),
            ])
            var settings = ConnectionSettings(
                "host=127.0.0.1 port=\(server.port) user=fatima dbname=riad sslmode=disable gssencmode=disable passfile=/none"
            )
            settings.answerLimit = ResponseLimit(rows: 1_000, bytes: 4 << 20)
            settings.statementTimeout = nil
            do throws(PostgresError) {
                try Connection(settings).connect()
                Issue.record("connected")
            } catch {
                #expect(error.kind == .responseTooLarge, "\(error)")
            }
            #expect(server.said < 64 << 20)
        }
    }
}

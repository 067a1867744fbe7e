import Glibc
import Postgres
import TestSupport
import Testing

@testable import Demo

@Suite("A server that is upgraded while the demo runs", .serialized, .longRounds)
struct UpgradeTests {
    private static var hasPair: Bool { PlacedServers.pair != nil }

    /// The demo's server alone, without a company in it: what happens to it doesn't depend on the schema.
    private static func server(of demo: DemoFolder, programs: String?) throws -> DemoServer {
        let search = programs.map { ServerSearch(chosen: $0) } ?? TestCluster.search
        let server = DemoServer(place: demo.place, account: try .current(), search: search, logins: Staff.logins)
        try server.makeFolders()
        return server
    }

    @Test(
        "Whoever joins is told what happened and what to do; after a stop the other release goes on with the data",
        .enabled(if: hasPair, "needs two releases of one major, which Tests/run puts in place"),
        arguments: [true, false]
    )
    func replaced(upgrading: Bool) async throws {
        try await blocking {
            let pair = try #require(PlacedServers.pair)
            let (first, second) = upgrading ? (pair.older, pair.newer) : (pair.newer, pair.older)
            let tree = try ServerTree(first)
            let demo = try DemoFolder()
            let server = try Self.server(of: demo, programs: tree.programs)
            #expect(try server.start { _ in })
            try tree.replace(with: second)
            let error = #expect(throws: DemoError.self) { try server.start { _ in } }
            #expect(error == .replaced(running: first.version, by: second.version))
            let verb = upgrading ? "upgraded" : "downgraded"
            #expect(
                error?.description == "PostgreSQL was \(verb) from \(first.version) to \(second.version)"
                    + " while the demo ran; `riad demo stop`, then start it again"
            )
            try server.stop()
            #expect(server.runningProcess() == nil)
            #expect(try server.start { _ in })
            #expect(try !server.start { _ in })
            try server.stop()
        }
    }

    @Test("A server whose programs were removed stops all the same", .enabled(if: hasPair))
    func removed() async throws {
        try await blocking {
            let older = try #require(PlacedServers.pair?.older)
            let tree = try ServerTree(older)
            let demo = try DemoFolder()
            let server = try Self.server(of: demo, programs: tree.programs)
            #expect(try server.start { _ in })
            try tree.remove()
            let error = #expect(throws: DemoError.self) { try server.start { _ in } }
            #expect(error == .programsGone(running: older.version, folder: tree.programs))
            try server.stop()
            #expect(server.runningProcess() == nil)
            #expect(throws: DemoError.incompletePrograms(folder: tree.programs)) { try server.start { _ in } }
        }
    }

    @Test("A server of another release than the chosen one is not joined in silence", .enabled(if: hasPair))
    func other() async throws {
        try await blocking {
            let pair = try #require(PlacedServers.pair)
            let trees = [try ServerTree(pair.older), try ServerTree(pair.newer)]
            let demo = try DemoFolder()
            let first = try Self.server(of: demo, programs: trees[0].programs)
            #expect(try first.start { _ in })
            let second = try Self.server(of: demo, programs: trees[1].programs)
            let chosen = try #require(ServerPrograms(folder: trees[1].programs))
            #expect(throws: DemoError.serverMismatch(running: pair.older.version, chosen: chosen)) {
                try second.start { _ in }
            }
            try first.stop()
        }
    }

    @Test("Data of a major that isn't there any more is left alone, and it is said which to install")
    func otherMajor() async throws {
        try await blocking {
            let demo = try DemoFolder()
            let server = try Self.server(of: demo, programs: nil)
            #expect(try server.start { _ in })
            try server.stop()
            let mark = demo.place.data + "/PG_VERSION"
            let major = try #require(Folder.read(mark))
            try Folder.write("9\n", to: mark, owner: .current())
            let error = #expect(throws: DemoError.self) { try server.start { _ in } }
            #expect(error == .majorMismatch(data: 9, programs: try TestCluster.search.newest()))
            #expect(error?.description.contains("riad demo reset") == true)
            try Folder.write(major, to: mark, owner: .current())
            #expect(try server.start { _ in })
            try server.stop()
        }
    }
}

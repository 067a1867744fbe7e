import Glibc
import Postgres
import TestSupport
import Testing

@testable import Demo

@Suite("The demo's server")
struct ClusterTests {
    @Test("A first start fills the company, a second one joins it, and the last to leave stops the server")
    func startAndJoin() async throws {
        try await blocking {
            let demo = try DemoFolder()
            let first = try demo.cluster.join(demo.request())
            #expect(try demo.count("SELECT count(*) FROM public.conversations") == 40)
            #expect(try demo.count("SELECT count(*) FROM public.conversation_messages") == 400)
            let second = try demo.cluster.join(demo.request(nil))
            #expect(demo.told.count { $0 == .step("40 conversations, 21 people") } == 1)
            #expect(try first.leave() == .othersRemain)
            #expect(demo.cluster.isRunning)
            #expect(try second.leave() == .stopped)
            #expect(!demo.cluster.isRunning)
        }
    }

    @Test("Logins are plain: row security holds, the superuser stays out of them")
    func plainLogins() async throws {
        try await blocking {
            let demo = try DemoFolder()
            let visit = try demo.cluster.join(demo.request(200))
            defer { _ = try? visit.leave() }
            let all = "SELECT count(*) FROM public.conversations"
            #expect(try demo.count(all, as: "superviseur") == 200)
            #expect(try demo.count(all, as: "technicien") < 20)
            for login in DemoCluster.logins {
                let held = "SELECT count(*) FROM pg_roles WHERE rolname = session_user AND (rolsuper OR rolbypassrls)"
                #expect(try demo.count(held, as: login) == 0)
                #expect(try demo.count("SELECT count(*) FROM riad.me()", as: login) == 1)
            }
            #expect(throws: PostgresError.self) { try demo.count("SELECT count(*) FROM riad.outbox") }
            #expect(try demo.count("SELECT count(*) FROM riad.outbox", as: "postgres") == 0)
        }
    }

    @Test("Asked to stay up, it does until it is stopped")
    func kept() async throws {
        try await blocking {
            let demo = try DemoFolder()
            #expect(try demo.cluster.join(demo.request(keepsServer: true)).leave() == .kept)
            #expect(demo.cluster.isRunning)
            #expect(try demo.cluster.stop())
            #expect(try !demo.cluster.stop())
            #expect(try demo.cluster.join(demo.request(nil)).leave() == .stopped)
        }
    }

    @Test("Reset forgets everything; the next start makes it anew")
    func reset() async throws {
        try await blocking {
            let demo = try DemoFolder()
            try demo.cluster.join(demo.request()).leave()
            #expect(throws: DemoError.sizeMismatch(held: 40, asked: 50)) { try demo.cluster.join(demo.request(50)) }
            var other = demo.request()
            other.seed = 8
            #expect(throws: DemoError.seedMismatch(held: 7, asked: 8)) { try demo.cluster.join(other) }
            #expect(!demo.cluster.isRunning)
            try demo.cluster.reset()
            #expect(!Folder.exists(demo.place.data))
            let visit = try demo.cluster.join(demo.request(50))
            #expect(try demo.count("SELECT count(*) FROM public.conversations") == 50)
            try visit.leave()
        }
    }

    @Test("Two starts at the same moment make one company, and both are in it")
    func together() async throws {
        let demo = try DemoFolder()
        async let one = blocking { try demo.cluster.join(demo.request()).attendanceCount(in: demo) }
        async let other = blocking { try demo.cluster.join(demo.request()).attendanceCount(in: demo) }
        #expect(try await [one, other] == [40, 40])
        #expect(demo.told.count { $0 == .step("40 conversations, 21 people") } == 1)
    }

    @Test("No other user of this machine gets in", .enabled(if: geteuid() == 0))
    func strangers() async throws {
        try await blocking {
            let demo = try DemoFolder()
            let visit = try demo.cluster.join(demo.request())
            defer { _ = try? visit.leave() }
            for (user, login) in [("65534", "agent"), ("65534", "postgres")] {
                let words = ["setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--", "psql"]
                let outcome = try Process.run(words + [demo.place.uri(login: login), "-c", "SELECT 1"])
                #expect(outcome.code == 2 && outcome.output.contains("Permission denied"), "\(outcome)")
            }
        }
    }

    @Test("A folder that the server's user can't reach is named", .enabled(if: geteuid() == 0))
    func unreachable() throws {
        let demo = try DemoFolder()
        let closed = demo.place.folder + "/closed"
        try Folder.make(closed, mode: 0o700)
        let place = DemoPaths(environment: ["XDG_DATA_HOME": closed], userID: 0)
        #expect(throws: DemoError.unreachable(path: place.folder, user: "postgres")) {
            try DemoCluster(place: place, search: TestCluster.search) { _ in }.join(demo.request())
        }
    }
}

extension DemoSession {
    /// What a console that is in sees, before it leaves.
    fileprivate func attendanceCount(in demo: DemoFolder) throws -> Int64 {
        let count = try demo.count("SELECT count(*) FROM public.conversations")
        try leave()
        return count
    }
}

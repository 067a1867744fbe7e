import Glibc
import Postgres
import TestSupport
import Testing

@testable import Demo

@Suite("Accidents of the demo's server")
struct CrashRecoveryTests {
    @Test("A console that is killed is noticed: the server stops")
    func killedConsole() async throws {
        try await blocking {
            let demo = try DemoFolder()
            try Folder.make(demo.place.folder, mode: 0o700)
            let console = try Self.holdLock(demo.place.consolesLock)
            defer { waitpid(console, nil, 0) }
            #expect(eventually { Self.isHeld(demo.place.consolesLock) })
            let visit = try demo.cluster.join(demo.request())
            #expect(try visit.leave() == .othersRemain)
            kill(console, SIGKILL)
            try demo.cluster.stopWhenUnused()
            #expect(!demo.cluster.isRunning)
        }
    }

    @Test("Whoever starts the server leaves a guard behind, once")
    func guardIsLeft() async throws {
        try await blocking {
            let demo = try DemoFolder()
            try Folder.make(demo.place.folder, mode: 0o700)
            let program = demo.place.folder + "/../program"
            let note = demo.place.folder + "/../called"
            try Folder.write("#!/bin/sh\necho \"$@\" >>\(note)\n", to: program, owner: .current())
            chmod(program, 0o755)
            let first = try demo.cluster.join(demo.request(program: program))
            let second = try demo.cluster.join(demo.request(program: program))
            #expect(eventually { Folder.read(note) != nil })
            #expect(Folder.read(note) == "demo guard --folder \(demo.place.folder)\n")
            try first.leave()
            try second.leave()
        }
    }

    @Test("A server that was killed is started again, its stale pid file notwithstanding")
    func killedServer() async throws {
        try await blocking {
            let demo = try DemoFolder()
            let first = try demo.cluster.join(demo.request())
            let server = try #require(Folder.read(demo.place.data + "/postmaster.pid")?.split(separator: "\n").first)
            kill(try #require(pid_t(server)), SIGKILL)
            #expect(eventually { !demo.cluster.isRunning })
            // The number may be somebody else's by now: this process's, say.
            let pidFile = demo.place.data + "/postmaster.pid"
            try Folder.write("\(getpid())\n\(demo.place.data)\n", to: pidFile, owner: .current())
            let second = try demo.cluster.join(demo.request(nil))
            #expect(try demo.count("SELECT count(*) FROM public.conversations") == 40)
            try first.leave()
            try second.leave()
        }
    }

    @Test("A half-made cluster and a half-filled database are made again")
    func halfMade() async throws {
        try await blocking {
            let demo = try DemoFolder()
            try Folder.make(demo.place.unfinishedData + "/base", mode: 0o700)
            try demo.cluster.join(demo.request(keepsServer: true)).leave()
            _ = try demo.place.server { server throws(PostgresError) in
                try server.run(script: "ALTER DATABASE riad RENAME TO riad_unfinished", name: "undo")
            }
            let visit = try demo.cluster.join(demo.request())
            #expect(try demo.count("SELECT count(*) FROM public.conversations") == 40)
            #expect(try demo.count("SELECT count(*) FROM pg_database WHERE datname LIKE 'riad%'") == 1)
            try visit.leave()
        }
    }

    @Test("A demo of another version says so, and is left as it is")
    func otherVersion() async throws {
        try await blocking {
            let demo = try DemoFolder()
            try demo.cluster.join(demo.request(keepsServer: true)).leave()
            _ = try demo.place.server(database: DemoDatabase.name) { database throws(PostgresError) in
                try database.run(script: "UPDATE riad.migrations SET checksum = 1 WHERE name LIKE '0001%'", name: "age")
            }
            let error = #expect(throws: DemoError.self) { try demo.cluster.join(demo.request(nil)) }
            #expect(error?.description.contains("riad demo reset") == true)
            #expect(try demo.count("SELECT count(*) FROM public.conversations") == 40)
        }
    }

    @Test("A private folder that another start has made and not yet given away is given away")
    func halfGiven() throws {
        let demo = try DemoFolder()
        let account = try ServerAccount.current()
        let path = demo.place.folder
        try Folder.make(path, mode: 0o700)
        for _ in 1...2 {
            try Folder.makePrivate(path + "/s", owner: account)
            var facts = stat()
            try #require(lstat(path + "/s", &facts) == 0)
            #expect(facts.st_uid == account.userID && facts.st_gid == account.groupID)
            try #require(chown(path + "/s", geteuid(), getegid()) == 0)
        }
    }

    @Test("What is no private folder, or only a link to one, is refused and left as it is")
    func notPrivate() throws {
        let demo = try DemoFolder()
        let account = try ServerAccount.current()
        let path = demo.place.folder
        try Folder.make(path + "/open", mode: 0o755)
        try Folder.make(path + "/private", mode: 0o700)
        try #require(symlink(path + "/private", path + "/link") == 0)
        for name in ["/open", "/link"] {
            let error = #expect(throws: DemoError.self) { try Folder.makePrivate(path + name, owner: account) }
            #expect(error?.description.contains("not a private folder") == true)
        }
        var facts = stat()
        try #require(stat(path + "/private", &facts) == 0)
        #expect(facts.st_uid == geteuid())
    }

    @Test("A long folder name gets a socket in /tmp, which works")
    func longPath() async throws {
        try await blocking {
            let demo = try DemoFolder()
            let folder = demo.place.folder + "/" + String(repeating: "long", count: 30)
            let place = DemoPaths(folder: folder, userID: geteuid())
            #expect(place.socketFolder.hasPrefix("/tmp/riad-demo-"))
            let cluster = try DemoCluster(place: place, search: TestCluster.search) { _ in }
            try Folder.make(demo.place.folder, mode: 0o711)
            let visit = try cluster.join(demo.request())
            #expect(try visit.leave() == .stopped)
            try cluster.reset()
            try Folder.remove(place.socketFolder)
        }
    }

    /// Whether anybody holds a lock.
    private static func isHeld(_ path: String) -> Bool {
        guard let taken = try? FileLock.tryAcquire(.exclusive, path: path) else { return true }
        withExtendedLifetime(taken) {}
        return false
    }

    /// A process that holds the lock that an open console holds, and nothing else.
    private static func holdLock(_ path: String) throws -> pid_t {
        let words = ["sh", "-c", "exec 9<>'\(path)'; flock -s 9; exec sleep 600"]
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var child: pid_t = 0
        try #require(posix_spawnp(&child, "sh", nil, nil, &pointers, environ) == 0)
        return child
    }
}

import Glibc
import TestSupport
import Testing

@testable import Demo

@Suite("Root's demo follows nobody's links", .enabled(if: geteuid() == 0, "only root can be led"))
final class TrustedFolderTests {
    private let base: String
    private let account: ServerAccount

    init() throws {
        var template = Array("/tmp/riad-trust.XXXXXX".utf8CString)
        let made = try #require(mkdtemp(&template))
        base = String(cString: made)
        chmod(base, 0o755)
        account = try .current()
        try Folder.make(base + "/target", mode: 0o755)
        try Folder.write(
            "kept",
            to: base + "/target/secret",
            owner: ServerAccount(name: "root", userID: 0, groupID: 0, dropsPrivileges: false)
        )
    }

    deinit {
        try? Folder.remove(base)
    }

    private func owner(_ path: String) -> (user: uid_t, mode: mode_t) {
        var facts = stat()
        return lstat(path, &facts) == 0 ? (facts.st_uid, facts.st_mode & 0o7777) : (uid_t.max, 0)
    }

    private func makeServerOwned(_ path: String, mode: mode_t = 0o755) throws {
        try Folder.make(path, mode: mode)
        try #require(chown(path, account.userID, account.groupID) == 0)
    }

    private func cluster(in folder: String) throws -> DemoCluster {
        let place = DemoPaths(environment: ["XDG_DATA_HOME": folder], userID: 0)
        return try DemoCluster(place: place, search: TestCluster.search) { _ in }
    }

    private func refusal(_ body: () throws -> Void) -> DemoError? {
        do {
            try body()
            return nil
        } catch {
            return error as? DemoError
        }
    }

    private let request = DemoRequest(conversations: 40, now: 1_795_516_500)

    @Test("in a folder of somebody else's, which it names")
    func foreignFolder() throws {
        try makeServerOwned(base + "/theirs")
        try Folder.make(base + "/target/demo/data", mode: 0o755)
        try #require(symlink(base + "/target", base + "/theirs/riad") == 0)
        let before = owner(base + "/target/demo")
        let demo = try cluster(in: base + "/theirs")
        let acts: [() throws -> Void] = [
            { _ = try demo.join(self.request) }, { try demo.stop() }, { try demo.reset() },
            { try demo.stopWhenUnused() },
            { try demo.runTraffic(now: 0) },
        ]
        for act in acts {
            #expect(refusal(act)?.description.contains(base + "/theirs belongs to user") == true)
            #expect(owner(base + "/target/demo") == before && Folder.exists(base + "/target/demo/data"))
        }
        #expect(Folder.read(base + "/target/secret") == "kept")
    }

    @Test("in a folder that others may write to")
    func openFolder() throws {
        try Folder.make(base + "/open", mode: 0o755)
        chmod(base + "/open", 0o777)
        let refused = refusal { _ = try cluster(in: base + "/open").join(request) }
        #expect(refused?.description.contains("can be changed by others") == true)
    }

    @Test("but its own it does")
    func ownLink() throws {
        try #require(symlink("target", base + "/link") == 0)
        try Folder.make(base + "/link/inner", mode: 0o700)
        #expect(Folder.exists(base + "/target/inner"))
        #expect(owner(base + "/target/inner").mode == 0o700)
    }

    @Test("when it writes, reads, gives away and removes")
    func files() throws {
        let theirs = base + "/data"
        try makeServerOwned(theirs, mode: 0o700)
        let secret = base + "/target/secret"
        for name in ["riad.conf", "postmaster.pid"] {
            try #require(symlink(secret, "\(theirs)/\(name)") == 0)
            #expect(Folder.read("\(theirs)/\(name)") == nil)
            try Folder.write("new", to: "\(theirs)/\(name)", owner: account)
            #expect(Folder.read("\(theirs)/\(name)") == "new")
            #expect(owner("\(theirs)/\(name)").user == account.userID)
        }
        #expect(Folder.read(secret) == "kept" && owner(secret).user == 0)
        try #require(symlink(base + "/target", theirs + "/base") == 0)
        #expect(throws: DemoError.self) { try Folder.makePrivate(theirs + "/base", owner: account) }
        try Folder.remove(theirs)
        #expect(!Folder.exists(theirs) && Folder.read(secret) == "kept")
        #expect(owner(base + "/target").user == 0)
        try #require(symlink(base + "/target", theirs) == 0)
        #expect(throws: DemoError.self) { try Folder.write("new", to: theirs + "/secret", owner: account) }
        try Folder.remove(theirs)
        #expect(Folder.read(secret) == "kept")
    }

    @Test("and waits for no pipe that lies where a file should")
    func pipe() throws {
        try #require(mkfifo(base + "/PG_VERSION", 0o600) == 0)
        #expect(Folder.read(base + "/PG_VERSION") == nil)
        #expect(Folder.end(of: base + "/PG_VERSION") == nil)
    }
}

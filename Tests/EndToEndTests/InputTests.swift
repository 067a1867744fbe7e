import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("What is given to be read", .serialized, .ownThread)
struct InputTests {
    private let house: EndToEndHarness
    private let agent: TestPerson
    private let uri: String
    private let folder: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        uri = house.database.uri(login: agent.login)
        folder = house.home.folder + "/config/riad"
        mkdir(house.home.folder + "/config", 0o755)
        mkdir(folder, 0o755)
    }

    private func checkKeys() throws -> ProcessResult {
        try Riad.run(["keys", "check"], home: house.home)
    }

    private static let excessive: [(what: String, text: String)] = [
        ("brackets", String(repeating: "[", count: 100_000)),
        ("braces", String(repeating: "{a: ", count: 50_000)),
        ("lists", String(repeating: "- ", count: 100_000)),
        ("indents", (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
        ("anchors", (0..<20_000).map { "- &a\($0) x\n" }.joined()),
        ("directives", (0..<15_000).map { "%TAG !a\($0)! x\n" }.joined()),
        ("values", (0..<60_000).map { _ in "- a\n" }.joined()),
    ]

    @Test(
        "as keys.yaml and is nested or repeated without measure is refused with its line",
        arguments: excessive.map(\.what)
    )
    func nested(what: String) throws {
        let text = try #require(Self.excessive.first { $0.what == what }).text
        try house.home.write(text, to: "config/riad/keys.yaml")
        let program = try checkKeys()
        #expect(program.code == 1)
        #expect(program.output.contains("keys.yaml:"), "\(program.output.prefix(300))")
        #expect(program.output.utf8.count < 2_000)
    }

    @Test("as keys.yaml and is no plain file, or has no end, is refused with its path")
    func kinds() throws {
        let path = folder + "/keys.yaml"
        try #require(mkfifo(path, 0o600) == 0)
        #expect(try checkKeys().output.contains("\(path): The file can't be read: it is a pipe"))
        unlink(path)
        try #require(symlink("/dev/zero", path) == 0)
        #expect(try checkKeys().output.contains("it is a device"))
        unlink(path)
        try #require(mkdir(path, 0o755) == 0)
        #expect(try checkKeys().output.contains("it is a folder"))
        rmdir(path)
        try house.home.write(String(repeating: "# comment\n", count: 100_000), to: "config/riad/keys.yaml")
        #expect(try checkKeys().output.contains("it is longer than 256 KiB"))
    }

    @Test("as settings and a theme opens the console all the same, which says so")
    func console() throws {
        try #require(mkfifo(folder + "/config.yaml", 0o600) == 0)
        mkdir(folder + "/themes", 0o755)
        try #require(mkfifo(folder + "/themes/majorelle.yaml", 0o600) == 0)
        let console = try Riad.console(uri, home: house.home)
        try console.wait(forText: "it is a pipe")
        try console.wait(forText: "●")
    }

    @Test("as a canned reply's text")
    func reply() throws {
        let pipe = house.home.folder + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let words = ["replies", "save", "Salut", "--database", uri]
        let refused = try Riad.run(words + ["--file", pipe], home: house.home)
        #expect(refused.code == 1 && refused.complaint.contains("\(pipe): it is a pipe"))
        #expect(refused.complaint.contains("standard input"))
        #expect(try Riad.run(words + ["--file", "/dev/zero"], home: house.home).complaint.contains("it is a device"))
        #expect(try Riad.run(words + ["--file", "/none"], home: house.home).code == 5)
    }

    @Test("on standard input ends where no message is longer")
    func input() throws {
        let conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        let long = String(repeating: "Bonjour.\n", count: 150_000)
        let sent = try Riad.run(["messages", "send", conversation, "--database", uri], home: house.home, input: long)
        #expect(sent.code == 1 && sent.complaint.contains("standard input: it is longer than 1 MiB"))
        #expect(try house.messages(of: conversation) == ["guest: Bonjour"])
    }

    @Test("as a password file, service file or certificate is looked at before libpq waits for it")
    func library() throws {
        let pipe = house.home.folder + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        for (variable, name) in [
            ("PGPASSFILE", "password file"), ("PGSERVICEFILE", "service file"), ("PGSSLROOTCERT", "root certificate"),
        ] {
            let program = try Riad.run(
                ["conversations", "list", "--database", uri],
                home: house.home,
                environment: [variable: pipe, "PGSERVICE": variable == "PGSERVICEFILE" ? "house" : nil]
            )
            #expect(
                program.code == 3 && program.complaint.contains("the \(name) \(pipe): it is a pipe"),
                "\(program.complaint)"
            )
        }
    }

    @Test("as a password on the command line is refused, and the ways that work are named")
    func password() throws {
        for database in [
            "postgresql://fatima:s3cret@127.0.0.1:1/riad", "host=127.0.0.1 port=1 password=s3cret",
            "postgresql://127.0.0.1:1/riad?sslpassword=s3cret",
        ] {
            let program = try Riad.run(["conversations", "list", "--database", database], home: house.home)
            #expect(program.code == 64, "\(program.complaint)")
            #expect(!program.complaint.contains("s3cret"))
            for way in ["PGPASSFILE", "PGPASSWORD", "service file"] {
                #expect(program.complaint.contains(way), "\(way)")
            }
        }
    }
}

import Postgres
import TestSupport
import Testing

@Suite("An empty server becomes a working house", .serialized, .ownThread)
struct SetupTests {
    private let home: Home
    private let database: TestDatabase
    private let login: String

    init() throws {
        home = try Home()
        database = try TestDatabase(migrated: false)
        login = "karim_\(database.cluster.nextNumber())"
    }

    private func riad(_ words: String..., as login: String = "postgres", input: String = "") throws -> ProcessResult {
        try Riad.run(words + ["--database", database.uri(login: login)], home: home, input: input)
    }

    private func setUp(as owner: String = "postgres", _ more: String...) throws -> ProcessResult {
        try Riad.run(
            ["setup", "--email", "karim@riad.example", "--first-name", "Karim", "--last-name", "Guessous"] + more
                + ["--database", database.uri(login: owner)],
            home: home
        )
    }

    @Test("Migrated, set up, and the first administrator adds the people and properties that they need")
    func opening() throws {
        #expect(try riad("migrate").code == 0)
        let empty = try riad("conversations", "list")
        #expect(empty.code == 4)
        #expect(
            empty.complaint == "riad: nobody works in this house yet; riad setup makes its first administrator\n"
        )
        let done = try setUp("--login", login, "--country", "FR", "--time-zone", "Europe/Paris")
        #expect(done.code == 0 && done.output.count == 24, "\(done.complaint)")
        #expect(done.complaint.contains("first password of \(login)"))
        #expect(try riad("people", "list", as: login).complaint.contains("riad people password"))
        #expect(try riad("people", "password", as: login, input: "a very long password\n").code == 0)
        #expect(try riad("people", "show", as: login).output.contains("super_admin"))
        #expect(try riad("settings", "get", "house_country", as: login).output == "FR\n")
        #expect(try riad("settings", "set", "arrival_hour", "16", as: login).output == "set\n")
        #expect(try riad("settings", "set", "arrival_hour", "26", as: login).code == 64)
        #expect(try riad("settings", "get", "arrival", as: login).complaint.contains("arrival_hour"))
        let list = try riad("settings", "list", as: login).output
        #expect(list.contains("arrival_hour") && list.contains("16  (default 15; 0 to 23; changed "))
        #expect(try riad("settings", "reset", "arrival_hour", as: login).output == "reset\n")
        #expect(try riad("people", "add", "--first-name", "Amal", "--email", "amal@riad.example", as: login).code == 0)
        #expect(try riad("people", "role", "amal@riad.example", "agent", as: login).output == "given\n")
        let property = try riad(
            "properties",
            "add",
            "--name",
            "Riad Majorelle",
            "--address",
            "1, rue Yves Saint Laurent",
            "--zone",
            "marrakech_gueliz",
            "--ext-id",
            "P1",
            as: login
        )
        #expect(property.code == 0 && property.output.count == 37, "\(property.complaint)")
        let twice = try riad("properties", "add", "--name", "x", "--address", "y", "--ext-id", "P1", as: login)
        #expect(twice.code == 1 && twice.complaint.contains("another property has this id"))
        #expect(try riad("properties", "list", as: login).output.contains("Riad Majorelle"))
    }

    @Test("A house that has a super_admin isn't set up again, and a login without a person is told what comes next")
    func again() throws {
        #expect(try riad("migrate").code == 0)
        #expect(try setUp("--login", login).code == 0)
        let again = try setUp("--login", login + "x")
        #expect(again.code == 1 && again.complaint.contains("this house has a super_admin, who adds people"))
        #expect(try database.value("SELECT count(*)::text FROM public.profiles") == "1")
        let stranger = "stranger_\(database.cluster.nextNumber())"
        try database.run("CREATE ROLE \(stranger) LOGIN IN ROLE riad_console")
        defer { _ = try? database.run("DROP OWNED BY \(stranger); DROP ROLE \(stranger)") }
        #expect(try riad("people", "list", as: stranger).complaint.contains("no active role"))
        let refused = try setUp(as: stranger, "--login", login + "y")
        #expect(refused.code == 4 && refused.complaint.contains("the role that migrated the database"))
    }

    @Test("A first password that can't be written changes nothing, and one that is lost is replaced by the owner")
    func lost() throws {
        #expect(try riad("migrate").code == 0)
        let unnamed = try setUp()
        #expect(unnamed.code == 1 && unnamed.complaint.contains("this person has no login: name one"))
        #expect(try database.value("SELECT count(*)::text FROM public.profiles") == "0")
        #expect(try setUp("--login", login).code == 0)
        let words = ["setup", "--email", "Karim@riad.example", "--new-password"]
        #expect(try Riad.run(words + ["--first-name", "K"], home: home).code == 64)
        let stored = "SELECT rolpassword FROM pg_authid WHERE rolname = '\(login)'"
        let first: String? = try database.value(stored)
        let renewed = try Riad.run(words + ["--database", database.uri(login: "postgres")], home: home)
        #expect(renewed.code == 0 && renewed.output.count == 24, "\(renewed.complaint)")
        let second: String? = try database.value(stored)
        #expect(first != second)
        // A full disk.
        let uri = database.uri(login: "postgres")
        let program = try ProcessResult.run(
            "/bin/sh",
            ["-c", "'\(Riad.path)' \(words.joined(separator: " ")) --database '\(uri)' > /dev/full"],
            environment: home.environment()
        )
        #expect(program.code == 1 && program.complaint.contains("can't be written"))
        #expect(try database.value(stored) == second)
        #expect(try riad("people", "password", as: login, input: "a very long password\n").code == 0)
        #expect(try Riad.run(words + ["--database", database.uri(login: "postgres")], home: home).code == 0)
        #expect(try riad("people", "show", as: login).output.contains("super_admin"))
    }

    @Test("A plain login that the server has becomes the first administrator's")
    func existingLogin() throws {
        #expect(try riad("migrate").code == 0)
        try database.run("CREATE ROLE \(login) LOGIN")
        let done = try setUp("--login", login)
        #expect(done.code == 0 && done.output == "set up\n", "\(done.complaint)")
        #expect(try riad("people", "show", as: login).output.contains("super_admin"))
    }

    @Test("An owner who is no superuser sets up what they migrated")
    func plainOwner() throws {
        let owner = try TestDatabase.makeOwner(on: database.cluster)
        try database.run("ALTER DATABASE \(database.name) OWNER TO \(owner)")
        #expect(try riad("migrate", as: owner).code == 0)
        let empty = try riad("conversations", "list", as: owner)
        #expect(empty.code == 4 && empty.complaint.contains("riad setup"))
        let done = try setUp(as: owner, "--login", login)
        #expect(done.code == 0 && done.output.count == 24, "\(done.complaint)")
    }

    @Test("What can't be a name, an address, a country or a login changes nothing")
    func refusals() throws {
        #expect(try riad("migrate").code == 0)
        let wrong: [[String]] = [
            ["--login", "Karim"], ["--login", "pg_karim"], ["--login", login, "--country", "Maroc"],
            ["--login", login, "--time-zone", "Marrakech"], ["--login", login, "--email", "karim"],
        ]
        for words in wrong {
            let base = ["setup", "--email", "karim@riad.example", "--first-name", "Karim"]
            let program = try Riad.run(base + words + ["--database", database.uri(login: "postgres")], home: home)
            #expect(program.code == 1 && program.output == "", "\(words)")
        }
        #expect(try database.value("SELECT count(*)::text FROM public.profiles") == "0")
        #expect(try database.value("SELECT count(*)::text FROM pg_roles WHERE rolname = '\(login)'") == "0")
    }
}

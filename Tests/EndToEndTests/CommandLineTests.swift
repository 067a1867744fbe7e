import Domain
import Postgres
import TestSupport
import Testing

@Suite("The command line", .serialized, .ownThread)
struct CommandLineTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    private func riad(_ words: String..., input: String = "") throws -> ProcessResult {
        try run(words, as: agent.login, input: input)
    }

    @Test("lists conversations as text and as JSON")
    func lists() throws {
        let text = try riad("conversations", "list")
        #expect(text.code == 0)
        #expect(text.complaint == "")
        #expect(text.output.hasPrefix(conversation))
        #expect(text.output.contains("Sofia Moreau"))
        let output = try riad("conversations", "list", "-o", "json").output
        #expect(try json(output, "{0,id}") == conversation)
        #expect(try json(output, "{0,guest}") == "Sofia Moreau")
        #expect(try json(output, "{0,state}") == "NOUVELLE")
        #expect(try json(output, "{0,unread}") == "1")
        #expect(try json(output, "{1}") == nil)
    }

    @Test("lists only the states asked for, written with or without accents")
    func states() throws {
        #expect(try riad("conversations", "list", "state:resolue").output == "")
        #expect(try riad("conversations", "list", "state:NOUVELLE").output.contains("Sofia Moreau"))
        #expect(try riad("conversations", "list", "state:nonsense").code == 64)
    }

    @Test("shows one conversation, and says where there is none")
    func shows() throws {
        #expect(try riad("conversations", "show", conversation).output.contains("Sofia Moreau"))
        let output = try riad("conversations", "show", conversation, "-o", "json").output
        #expect(try json(output, "{id}") == conversation)
        let none = try riad("conversations", "show", "00000000-0000-4000-8000-000000000000")
        #expect(none.code == 5)
        #expect(none.output == "")
        #expect(none.complaint.contains("no such conversation"))
    }

    @Test("sends a reply, once for each id, and it claims the conversation")
    func sends() throws {
        let id = "6f0c1c1e-9a57-4b5e-8a43-0d2f6f3f1a01"
        let first = try riad("messages", "send", conversation, "Bienvenue !", "--id", id)
        #expect(first.code == 0)
        let second = try riad("messages", "send", conversation, "Bienvenue !", "--id", id)
        #expect(second.code == 0)
        #expect(second.output.contains("earlier"))
        #expect(try house.messages(of: conversation) == ["guest: Bonjour", "agent: Bienvenue !"])
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
    }

    @Test("reads the text from standard input, newlines and all")
    func input() throws {
        let program = try riad("messages", "note", conversation, "-o", "json", input: "une ligne\net une autre\n")
        #expect(try json(program.output, "{sequence}") == "2")
        #expect(try house.messages(of: conversation).last == "agent, internal: une ligne\net une autre")
    }

    @Test("lists messages and says which are notes")
    func messages() throws {
        _ = try riad("messages", "note", conversation, "Entre nous")
        let text = try riad("messages", "list", conversation).output
        #expect(text.contains("Bonjour"))
        #expect(text.contains("  note     Fatima El-Fassi\n    Entre nous"))
        let output = try riad("messages", "list", conversation, "-o", "json").output
        #expect(try json(output, "{1,isInternal}") == "true")
        #expect(try json(output, "{0,content}") == "Bonjour")
    }

    @Test("finds messages by their words, without case and accents")
    func search() throws {
        try house.channel.receiveMessage("La chambre côté jardin", from: "Sofia Moreau", address: "+33612345678")
        let text = try riad("messages", "search", "COTE", "jard*").output
        #expect(text.contains(conversation))
        #expect(text.contains("La chambre côté jardin"))
        let output = try riad("messages", "search", "jardin", "-o", "json").output
        #expect(try json(output, "{0,sequence}") == "2")
        #expect(try riad("messages", "search", "nowhere").output == "")
        let technicien = try house.database.person(.technicien)
        #expect(try riad("messages", "search", "jardin", as: technicien).output == "")
    }

    @Test("doesn't send where the thread has moved")
    func moved() throws {
        try house.channel.receiveMessage("Autre chose", from: "Sofia Moreau", address: "+33612345678")
        let program = try riad("messages", "send", conversation, "Bienvenue !", "--expecting", "1")
        #expect(program.code == 1)
        #expect(program.output == "")
        #expect(try house.messages(of: conversation).count == 2)
    }

    @Test("refuses what the role may not, with its own exit code")
    func refuses() throws {
        try house.assign(conversation, to: agent)
        let other = try house.database.person(.agent)
        let reply = try riad("messages", "send", conversation, "Bienvenue !", as: other)
        #expect(reply.code == 4)
        #expect(reply.complaint.contains("assignee"))
        #expect(try riad("messages", "note", conversation, "Vu", as: other).code == 0)
        let technicien = try house.database.person(.technicien)
        #expect(try riad("messages", "list", conversation, as: technicien).code == 5)
        #expect(try riad("conversations", "list", as: technicien).output == "")
        #expect(try riad("conversations", "list", as: house.database.person(nil)).code == 4)
        #expect(try house.messages(of: conversation) == ["guest: Bonjour", "agent, internal: Vu"])
    }

    @Test("says how it is used where it is misused")
    func misuse() throws {
        for words in [
            ["conversations", "lst"], ["messages", "send"], ["--nonsense"], ["messages", "list", "not-an-id"],
        ] {
            let program = try Riad.run(words, home: house.home)
            #expect(program.code == 64)
            #expect(program.output == "")
            #expect(program.complaint.contains("Usage"))
        }
        let help = try Riad.run(["--help"], home: house.home)
        #expect(help.code == 0)
        #expect(help.output.contains("conversations"))
    }
}

@Suite("Migrating from the command line", .serialized, .ownThread)
struct MigrateTests {
    @Test("says what is pending, applies it, and then has nothing to do")
    func migrates() throws {
        let home = try Home()
        let database = try TestDatabase(migrated: false)
        let uri = ["--database", database.uri(login: "postgres")]
        let before = try Riad.run(["migrate", "--check"] + uri, home: home)
        #expect(before.code == 1)
        #expect(before.output.contains("pending  0001_roles\n"))
        #expect(before.output.contains("pending  code: "))
        #expect(try Riad.run(["migrate"] + uri, home: home).code == 0)
        try database.run("UPDATE riad.code_files SET checksum = 1 WHERE name = 'messages/sending'")
        let changed = try Riad.run(["migrate", "--check"] + uri, home: home)
        #expect(changed.output == "pending  code: messages/sending\n")
        #expect(try Riad.run(["migrate"] + uri, home: home).output.contains("applying code\n"))
        let after = try Riad.run(["migrate", "--check"] + uri, home: home)
        #expect(after.code == 0)
        let again = try Riad.run(["migrate"] + uri, home: home)
        #expect(again.code == 0)
        let person = try database.person(.agent)
        let refused = try Riad.run(["migrate", "--database", database.uri(login: person.login)], home: home)
        #expect(refused.code != 0)
        #expect(refused.complaint != "")
    }
}

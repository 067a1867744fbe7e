import Domain
import Postgres
import TestSupport
import Testing

@Suite("Steering on the command line", .serialized, .ownThread)
struct SteeringCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let boss: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"), zones: ["rabat_agdal"])
        boss = try house.database.person(.superviseur, name: ("Zineb", "Alaoui"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    @Test("takes what comes next, from the zones named, and says where nothing waits")
    func next() throws {
        let elsewhere = try riad("conversations", "next", "--zone", "rabat_agdal", as: agent)
        #expect(elsewhere.code == 5 && elsewhere.output == "")
        #expect(try riad("conversations", "next", "--zone", "atlantis", as: agent).code == 64)
        let taken = try riad("conversations", "next", "-o", "json", as: agent)
        #expect(taken.code == 0)
        #expect(try json(taken.output, "{id}") == conversation)
        #expect(try json(taken.output, "{assigneeName}") == "Fatima El-Fassi")
        #expect(try riad("conversations", "next", as: agent).complaint.contains("nothing waits"))
    }

    @Test("passes a conversation on to a person by name, or to a role, with a reason")
    func transfer() throws {
        #expect(try riad("conversations", "next", as: agent).output.hasPrefix(conversation))
        let unnamed = try riad("conversations", "transfer", conversation, "--to", "Nobody", "--reason", "x", as: agent)
        #expect(unnamed.code == 5)
        #expect(try riad("conversations", "transfer", conversation, "--reason", "x", as: agent).code == 64)
        let given = try riad(
            "conversations",
            "transfer",
            conversation,
            "--to",
            "zineb alaoui",
            "--reason",
            "Geste commercial",
            as: agent
        )
        #expect(given.code == 0 && given.output == "transferred\n")
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(boss.login)")
        let back = try riad("conversations", "transfer", conversation, "--to-role", "agent", "--reason", "y", as: agent)
        #expect(back.code == 4)
        let escalated = try riad(
            "conversations",
            "transfer",
            conversation,
            "--to-role",
            "agent",
            "--reason",
            "y",
            "-o",
            "json",
            as: boss
        )
        #expect(try json(escalated.output, "{state}") == "TRANSFÉRÉE")
        let reasons = try house.database.value(
            "SELECT string_agg(reason, ',' ORDER BY created_at) FROM riad.assignments",
            as: String.self
        )
        #expect(reasons == "Geste commercial,y")
    }

    @Test("gives conversations to a person, and says for each that it didn't who has it")
    func assign() throws {
        #expect(try riad("conversations", "assign", conversation, "--to", "Fatima El-Fassi", as: agent).code == 4)
        let done = try riad("conversations", "assign", conversation, "--to", "Fatima El-Fassi", as: boss)
        #expect(done.code == 0 && done.output.hasPrefix("1 changed; riad conversations undo "))
        #expect(try house.head(of: conversation) == "EN_COURS medium {} \(agent.login)")
        let spread = try riad("conversations", "assign", conversation, "--suggest", "least-loaded", as: boss)
        #expect(spread.code == 1)
        #expect(spread.output == "0 changed\n\(conversation)  no_agent, Fatima El-Fassi has it\n")
        let again = try riad("conversations", "assign", conversation, "--to", "\(agent.id)", as: boss)
        #expect(again.code == 1)
        #expect(again.output == "0 changed\n\(conversation)  already, Fatima El-Fassi has it\n")
        let missing = "00000000-0000-4000-8000-000000000000"
        let report = try riad("conversations", "assign", missing, "--to", "\(agent.id)", "-o", "json", as: boss)
        #expect(try json(report.output, "{skipped,0,reason}") == "not_found")
    }

    @Test("says beside whom the rule suggested whether they are here, and suggests who is before who isn't")
    func suggest() throws {
        // However long the machine stands still in between, nobody counts as silent.
        try house.database.run(
            """
            CREATE OR REPLACE FUNCTION riad.presence_timeout(_activity text) RETURNS interval LANGUAGE sql STABLE
            BEGIN ATOMIC SELECT interval '1 day'; END
            """
        )
        func assign(_ words: String...) throws -> String {
            try Riad.run(
                ["conversations", "assign", conversation, "--suggest", "least-loaded"] + words
                    + ["--database", house.database.uri(login: boss.login)],
                home: house.home,
                input: ""
            ).output
        }
        #expect(try assign().split(separator: "\n").last == "1 to Fatima El-Fassi, not here")
        let (amal, omar) = (try console(of: ("Amal", "Berrada")), try console(of: ("Omar", "Cherkaoui")))
        try amal.run(script: "SELECT riad.record_presence(NULL, 'reading', 720)", name: "away")
        try omar.run(script: "SELECT riad.record_presence(NULL, 'reading', NULL)", name: "here")
        #expect(try assign().split(separator: "\n").last == "1 to Omar Cherkaoui")
        try omar.run(script: "SELECT riad.record_presence(NULL, 'reading', 60000)", name: "away")
        let json = try assign("-o", "json")
        #expect(try self.json(json, "{shares,0,name}") == "Amal Berrada")
        #expect(try self.json(json, "{shares,0,attendance}") == "away")
        #expect(try assign().contains("1 to Fatima El-Fassi, not here"))
        #expect(try assign().contains("1 to Omar Cherkaoui, away 16 h"))
        amal.close()
        omar.close()
    }

    private func console(of name: (String, String)) throws -> Connection {
        let person = try house.database.person(.agent, name: (first: name.0, last: name.1), zones: ["rabat_agdal"])
        return house.database.connection(as: person)
    }
}

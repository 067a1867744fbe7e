import Domain
import Postgres
import TestSupport
import Testing

@Suite("People on the command line", .serialized, .ownThread)
struct PeopleCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let boss: TestPerson

    init() throws {
        house = try EndToEndHarness()
        boss = try house.database.person(.administrateur, name: ("Houda", "Squalli"))
    }

    private func riad(_ words: String..., as login: String, input: String = "") throws -> ProcessResult {
        try run(words, as: login, input: input)
    }

    @Test("takes somebody in, gives a role, makes a login, which does nothing until its first password is replaced")
    func newcomer() throws {
        let email = "amal@riad.example"
        let added = try riad("people", "add", "--first-name", "Amal", "--email", email, as: boss.login)
        #expect(added.code == 0 && added.output.count == 37)
        #expect(try riad("people", "role", email, "agent", "--until", "yesterday", as: boss.login).code == 64)
        #expect(try riad("people", "role", email, "agent", "--until", "30d", as: boss.login).output == "given\n")
        let name = "amal_\(house.database.cluster.nextNumber())"
        let made = try riad("people", "login", email, name, as: boss.login)
        #expect(made.code == 0 && made.output.count == 24)
        let refused = try riad("conversations", "list", as: name)
        #expect(refused.code == 4 && refused.complaint.contains("riad people password"))
        #expect(try riad("people", "password", as: name, input: "too short\n").code == 64)
        #expect(try riad("people", "password", as: name, input: "long enough now\n").output == "set\n")
        let own = try riad("people", "show", "-o", "json", as: name)
        #expect(try json(own.output, "{login}") == name)
        #expect(try json(own.output, "{role}") == "agent")
        #expect(try json(own.output, "{firstPasswordUntil}") == nil)
    }

    @Test("changes and ends what is within reach, and says by its exit code what isn't")
    func reach() throws {
        let root = try house.database.person(.superAdmin, name: ("Karim", "Guessous"))
        let agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        #expect(try riad("people", "role", root.login, "agent", as: boss.login).code == 4)
        #expect(try riad("people", "reset", root.login, as: boss.login).code == 4)
        #expect(try riad("people", "edit", "nobody", "--phone", "", as: boss.login).code == 5)
        #expect(try riad("people", "list", as: agent.login).code == 4)
        #expect(try riad("people", "edit", "me", "--phone", "0661 00 12 34", as: agent.login).output == "changed\n")
        #expect(try riad("people", "show", as: agent.login).output.contains("0661 00 12 34"))
        #expect(try riad("people", "end", agent.login, as: boss.login).output == "0 sessions ended\n")
        let talk = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        try house.assign(talk, to: agent)
        #expect(try riad("people", "edit", agent.login, "--to", "me", as: boss.login).code == 64)
        let colleague = try house.database.person(.agent, name: ("Zineb", "Alaoui"))
        let given = try riad("people", "role", agent.login, "technicien", "--to", "Zineb Alaoui", as: boss.login)
        #expect(given.code == 0 && given.output == "given, 1 open conversation handed over to Zineb Alaoui\n")
        #expect(try house.head(of: talk) == "EN_COURS medium {} \(colleague.login)")
        let id = colleague.id.description
        let gone = try riad("people", "edit", id, "--no-active", as: boss.login)
        #expect(gone.code == 0 && gone.output == "changed, 1 open conversation handed over to the queue\n")
        #expect(try house.head(of: talk) == "NOUVELLE medium {} –")
        #expect(try riad("people", "edit", agent.login, "--no-active", as: boss.login).output == "changed\n")
        #expect(try riad("people", "show", as: agent.login).code == 3)
        let listed = try riad("people", "list", as: boss.login).output
        #expect(!listed.contains("Fatima") && listed.contains("Karim Guessous"))
    }
}

import Domain
import Postgres
import TestSupport
import Testing

@Suite("Changing conversations on the command line", .serialized, .ownThread)
struct ChangeCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let boss: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        boss = try house.database.person(.superviseur, name: ("Zineb", "Alaoui"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    @Test("An agent claims a conversation, changes it and gives it back")
    func agentChanges() throws {
        #expect(try riad("conversations", "state", conversation, "--to", "resolue", as: agent).code == 4)
        #expect(try riad("conversations", "claim", conversation, as: agent).output == "1 changed\n")
        #expect(try riad("conversations", "priority", conversation, "--to", "urgent", as: agent).code == 0)
        #expect(try riad("conversations", "tag", conversation, "--add", "wifi", "--add", "vip", as: agent).code == 0)
        #expect(try riad("conversations", "tag", conversation, "--remove", "wifi", as: agent).code == 0)
        #expect(try house.head(of: conversation) == "EN_COURS urgent {vip} \(agent.login)")
        #expect(try riad("conversations", "state", conversation, "--to", "Résolue", as: agent).code == 0)
        #expect(try riad("conversations", "claim", conversation, as: agent).code != 0)
        #expect(try riad("conversations", "state", conversation, "--to", "EN_COURS", as: agent).code == 0)
        #expect(try riad("conversations", "release", conversation, as: agent).code == 0)
        #expect(try house.head(of: conversation) == "NOUVELLE urgent {vip} –")
    }

    @Test("A supervisor changes all that match a query at once, and takes it back")
    func manyAtOnce() throws {
        let other = try house.channel.receiveMessage("Salut", from: "Léa Mercier", address: "+33600000001")
        let refused = try riad("conversations", "priority", "--matching", "state:nouvelle", "--to", "high", as: agent)
        #expect(refused.code == 4)
        let done = try riad("conversations", "priority", "--matching", "state:nouvelle", "--to", "high", as: boss)
        #expect(done.code == 0 && done.output.hasPrefix("2 changed; riad conversations undo "))
        #expect(try house.head(of: other) == "NOUVELLE high {} –")
        let batch = String(done.output.dropFirst("2 changed; riad conversations undo ".count).prefix(36))
        #expect(try riad("conversations", "undo", batch, as: boss).output == "2 changed\n")
        #expect(try house.head(of: other) == "NOUVELLE medium {} –")
        #expect(try riad("conversations", "undo", batch, as: boss).code == 1)
    }

    @Test("What tags and words narrow a query to is what is listed and changed, and no more")
    func narrowed() throws {
        let other = try house.channel.receiveMessage("Pas d'eau chaude", from: "Léa Mercier", address: "+33600000001")
        #expect(try riad("conversations", "tag", conversation, "--add", "Wi-Fi", as: boss).code == 0)
        func listed(_ query: String) throws -> [String] {
            let output = try riad("conversations", "list", query, as: agent).output
            return output.split(separator: "\n").map { String($0.prefix(36)) }
        }
        #expect(try listed("tag:wi-fi stay:none wa:open") == [conversation])
        #expect(try listed("lea \"EAU chaude\" -tag:wi-fi") == [other])
        #expect(try listed("moreau chaude") == [])
        #expect(try listed("wa:<2h") == [])
        let done = try riad("conversations", "priority", "--matching", "mercier wa:>23h", "--to", "urgent", as: boss)
        #expect(done.code == 0 && done.output.hasPrefix("1 changed; "))
        #expect(try house.head(of: other) == "NOUVELLE urgent {} –")
        #expect(try house.head(of: conversation) == "NOUVELLE medium {Wi-Fi} –")
    }

    @Test("What can't be meant is said before anything is done")
    func misuse() throws {
        #expect(try riad("conversations", "state", conversation, "--to", "fini", as: boss).code == 64)
        #expect(try riad("conversations", "state", "--to", "resolue", as: boss).code == 64)
        #expect(try riad("conversations", "tag", conversation, as: boss).code == 64)
        let typo = try riad("conversations", "priority", "--matching", "sate:open", "--to", "low", as: boss)
        #expect(typo.code == 64 && typo.complaint.contains("^"))
    }
}

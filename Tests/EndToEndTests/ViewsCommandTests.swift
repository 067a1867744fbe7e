import Domain
import TestSupport
import Testing

@Suite("Views on the command line", .serialized, .ownThread)
struct ViewsCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let boss: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent)
        boss = try house.database.person(.superviseur)
    }

    @Test("A view is saved, counted, listed by, renamed and deleted; one for everybody is a supervisor's")
    func whole() throws {
        _ = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        #expect(try riad("views", "save", "Queue", "assignee:nobody", as: agent).output == "saved\n")
        #expect(try riad("views", "save", "Urgent", "priority:urgent", "--shared", as: boss).code == 0)
        let listed = try riad("views", "list", as: agent).output.split(separator: "\n")
        #expect(
            listed.map { $0.split(separator: " ") }
                == [["shared", "Urgent", "0", "priority:urgent"], ["own", "Queue", "1", "assignee:nobody"]]
        )
        #expect(try riad("conversations", "list", "--view", "queue", as: agent).output.contains("Sofia Moreau"))
        #expect(try riad("conversations", "list", "--view", "urgent", as: agent).output == "")
        #expect(try riad("views", "save", "Queue", "--rename", "Waiting", as: agent).code == 0)
        #expect(try riad("conversations", "list", "--view", "Queue", as: agent).code == 5)
        #expect(try riad("views", "delete", "waiting", as: agent).output == "deleted\n")
        #expect(try riad("views", "list", as: agent).output.split(separator: "\n").count == 1)
    }

    @Test("Each failure has its code, and a query that no longer reads is shown with what is wrong")
    func failures() throws {
        #expect(try riad("views", "save", "X", "state:open", "--shared", as: agent).code == 4)
        #expect(try riad("views", "save", "X", as: agent).code == 64)
        let wrong = try riad("views", "save", "X", "state:open zone:atlantis", as: agent)
        #expect(wrong.code == 64 && wrong.complaint.contains("\n                  ^\n"))
        #expect(try riad("views", "delete", "X", as: agent).code == 5)
        #expect(try riad("conversations", "list", "state:open", "--view", "X", as: agent).code == 64)
        try house.database.run(
            "INSERT INTO riad.saved_views (name, query, position) VALUES ('Gone', 'zone:atlantis', 1)"
        )
        let listed = try riad("views", "list", as: agent)
        #expect(listed.code == 0 && listed.output.contains("No zone matches “atlantis”."))
        #expect(try riad("conversations", "list", "--view", "Gone", as: agent).code == 64)
    }
}

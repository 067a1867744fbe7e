import Domain
import Postgres
import TestSupport
import Testing

@Suite("The audit trail and exports on the command line", .serialized, .ownThread)
struct ExportCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let boss: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        boss = try house.database.person(.administrateur, name: ("Zineb", "Alaoui"))
        conversation = try house.channel.receiveMessage(
            "Bonjour, \"où\"?",
            from: "=HYPERLINK(1)",
            address: "+33612345678"
        )
    }

    private func lines(_ program: ProcessResult) -> [String] {
        program.output.split(separator: "\r\n").map(String.init)
    }

    @Test("lists what was done in sentences: everything to administrators, to an agent what they did themselves")
    func audit() throws {
        #expect(try riad("conversations", "next", as: agent).code == 0)
        let all = try riad("audit", "list", "--about", conversation, as: boss)
        #expect(all.code == 0)
        #expect(
            all.output.contains(
                "Fatima El-Fassi         gave =HYPERLINK(1) to Fatima El-Fassi, state NOUVELLE → EN_COURS"
            )
        )
        #expect(try riad("audit", "list", "--kind", "conversations", as: agent).output.contains("gave"))
        #expect(try riad("audit", "list", "--kind", "user_roles", as: agent).output == "")
        #expect(try riad("audit", "list", "--who", "fatima", "--since", "1h", as: boss).output.contains("gave"))
        #expect(try riad("audit", "list", "--who", "zineb", "--about", conversation, as: boss).output == "")
        #expect(try riad("audit", "list", "--since", "soon", as: boss).code == 64)
    }

    @Test("exports the trail as CSV and as JSON, line by line")
    func auditExport() throws {
        #expect(try riad("conversations", "next", as: agent).code == 0)
        let csv = lines(try riad("audit", "export", "--about", conversation, as: boss))
        #expect(csv.count == 2)
        #expect(csv[0].hasPrefix("id,at,user,name,login,act,kind"))
        #expect(csv[1].contains(",'=HYPERLINK(1),"))
        let json = try riad("audit", "export", "-o", "json", "--about", conversation, as: boss).output
        let changed = try house.database.value(
            "SELECT $1::jsonb #>> '{changes,0,new}'",
            [Parameter(json)],
            as: String.self
        )
        #expect(changed == "EN_COURS")
    }

    @Test("exports conversations for whoever may, safe to open in a spreadsheet")
    func conversations() throws {
        let refused = try riad("conversations", "export", as: agent)
        #expect(refused.code == 4 && refused.output == "")
        let csv = lines(try riad("conversations", "export", as: boss))
        #expect(csv.count == 2)
        #expect(csv[1].hasPrefix("\(conversation),NOUVELLE,medium,whatsapp,"))
        #expect(csv[1].contains(",'=HYPERLINK(1),"))
        #expect(csv[1].contains(",\"Bonjour, \"\"où\"\"?\","))
        #expect(try riad("conversations", "export", "state:cloturee", "-o", "json", as: boss).output == "")
        #expect(
            try riad("conversations", "export", "state:nouvelle", "-o", "json", as: boss).output.contains(conversation)
        )
    }
}

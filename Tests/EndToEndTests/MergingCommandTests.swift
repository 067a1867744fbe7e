import Domain
import Postgres
import TestSupport
import Testing

@Suite("Merging on the command line", .serialized, .ownThread)
struct MergingCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let boss: TestPerson
    private let agent: TestPerson
    private let chat: String
    private let mail: String

    init() throws {
        house = try EndToEndHarness()
        boss = try house.database.person(.superviseur, name: ("Zineb", "Alaoui"))
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        chat = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        mail = try house.channel.receiveMessage(
            "Re: bonjour",
            from: "Sofia",
            address: "sofia@example.com",
            type: "email"
        )
        try house.database.run(
            """
            UPDATE public.conversations SET guest_id = (SELECT c.guest_id FROM public.conversations c WHERE c.id = '\(chat)'),
                channel_account = 'mail' WHERE id = '\(mail)'
            """
        )
    }

    @Test("shows two conversations of a guest as one, and lets them show by themselves again")
    func merging() throws {
        let merged = try riad("conversations", "merge", mail, chat, as: boss)
        #expect(merged.code == 0 && merged.output == "1 merged into \(mail)\n")
        let list = try riad("conversations", "list", "state:open", as: boss)
        #expect(list.output.contains(mail) && !list.output.contains(chat))
        // What is asked of the member is answered by the head.
        let thread = try riad("messages", "list", chat, as: boss)
        #expect(thread.output.contains("Bonjour") && thread.output.contains("Re: bonjour"))
        #expect(try riad("conversations", "show", chat, "-o", "json", as: boss).output.contains("\"merged\""))
        let parted = try riad("conversations", "unmerge", mail, as: boss)
        #expect(parted.code == 0 && parted.output == "1 taken out\n")
        #expect(try riad("conversations", "list", "state:open", as: boss).output.contains(chat))
    }

    @Test("is for supervisors, and for conversations of one guest")
    func refusals() throws {
        #expect(try riad("conversations", "merge", mail, chat, as: agent).code == 4)
        #expect(try riad("conversations", "merge", mail, as: boss).code == 64)
        let other = try house.channel.receiveMessage("Hello", from: "James", address: "+44711111111")
        let refused = try riad("conversations", "merge", mail, other, as: boss)
        #expect(refused.code == 1 && refused.complaint.contains("one guest"))
        #expect(try riad("conversations", "unmerge", mail, as: boss).code == 1)
    }
}

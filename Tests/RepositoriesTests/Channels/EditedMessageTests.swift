import Domain
import Repositories
import TestSupport
import Testing

@Suite("A message that is edited or deleted on its channel")
struct EditedMessageTests {
    private let desk: ChannelFixture
    private let agent: TestPerson
    init() throws {
        desk = try ChannelFixture()
        agent = try desk.house.database.person(.agent)
    }

    private func edit(_ id: String, _ body: String, _ more: String = "") throws -> String? {
        try desk.house.text(
            "SELECT public.edit_channel_message('whatsapp1', '\(id)', '\(body)'\(more))::text",
            as: desk.channel
        )
    }

    private func delete(_ id: String) throws -> String? {
        try desk.house.text("SELECT public.delete_channel_message('whatsapp1', '\(id)')::text", as: desk.channel)
    }

    private func thread() throws -> [Message] {
        let connection = desk.house.database.connection(as: agent)
        let user = try #require(try connection.run(Session.currentUser()))
        let talk = try #require(try desk.conversation("c.id").flatMap { Identifier<Conversation>($0) })
        return try connection.run(Threads.page(of: talk, at: .last, limit: 9, for: user))
    }

    @Test("shows what it says now, in lists and searches too, keeps what it was, and is unread again")
    func edited() throws {
        try desk.receive("m1", "Arrivée à 17 h")
        _ = try desk.house.text(
            "SELECT riad.mark_read(c.id, 1, NULL)::text FROM public.conversations c",
            as: agent.login
        )
        #expect(try edit("m1", "Arrivée à 20 h") == "true")
        #expect(try edit("m1", "Arrivée à 20 h") == "false")
        #expect(try edit("m1", "Arrivée à 21 h", ", clock_timestamp() - interval '1 hour'") == "false")
        let message = try #require(try thread().first)
        #expect(message.content.original == "Arrivée à 20 h" && message.editedAt != nil)
        #expect(message.earlierVersions.map(\.original) == ["Arrivée à 17 h"])
        #expect(try desk.conversation("c.last_message_content") == "Arrivée à 20 h")
        let row = "SELECT r.unread::text FROM public.conversations c, riad.conversation_rows(ARRAY[c.id]) r"
        #expect(try desk.house.text(row, as: agent.login) == "1")
        let found = "SELECT count(*)::text FROM riad.search_messages('20', '{}', 9, 'infinity', gen_random_uuid(), 9)"
        #expect(try desk.house.text(found, as: agent.login) == "1")
    }

    @Test("is empty once it is deleted, and what it was stays for whoever may read the conversation")
    func deleted() throws {
        try desk.receive("m1", "Mon code est 1234", #"_attachments => '[{"name": "passport.jpg"}]'"#)
        #expect(try delete("m1") == "true")
        #expect(try delete("m1") == "false")
        #expect(try edit("m1", "x") == "false")
        let message = try #require(try thread().first)
        #expect(message.content.isEmpty && message.attachments.isEmpty && message.details.kind == .deleted)
        #expect(message.earlierVersions.map(\.original) == ["Mon code est 1234"])
        #expect(try desk.conversation("c.last_message_details") == #"{"type": "deleted"}"#)
        let technician = try desk.house.database.person(.technicien)
        let kept = "SELECT count(*)::text FROM riad.message_versions"
        #expect(try desk.house.text(kept, as: agent.login) == "1")
        #expect(try desk.house.text(kept, as: technician.login) == "0")
    }

    @Test("exists for its own account alone")
    func foreign() throws {
        try desk.receive("m1", "x")
        for attempt in [
            "SELECT public.edit_channel_message('mail', 'm1', 'y')",
            "SELECT public.delete_channel_message('mail', 'm1')",
            "SELECT public.edit_channel_message('whatsapp1', 'm9', 'y')",
        ] {
            #expect(try desk.house.refusal(of: attempt, as: desk.channel) == Refusal.notFound.state, "\(attempt)")
            #expect(try desk.house.refusal(of: attempt, as: agent.login) == "42501", "\(attempt)")
        }
    }

    @Test("keeps at most a hundred versions, however often it changes")
    func often() throws {
        try desk.receive("m1", "0")
        for round in 1...105 { _ = try edit("m1", "\(round)") }
        let kept = "SELECT concat_ws(' ', count(*), min(number), max(number)) FROM riad.message_versions"
        #expect(try desk.house.text(kept) == "100 1 100")
        #expect(try desk.messages() == "105")
    }
}

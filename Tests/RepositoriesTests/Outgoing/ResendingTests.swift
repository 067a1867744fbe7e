import Domain
import TestSupport
import Testing

@Suite("A failed reply that goes out again in another conversation of the guest")
struct ResendingTests {
    private let fixture: OutgoingFixture
    private let colleague: TestPerson
    /// The colleague's conversation with the same guest.
    private let other: String
    private let failed: String
    private let owed: String?

    init() throws {
        fixture = try OutgoingFixture(undoSeconds: 5)
        colleague = try fixture.house.database.person(.agent)
        other = try fixture.house.conversation(assignedTo: colleague, account: "wa2")
        try fixture.house.database.run(
            """
            UPDATE public.conversations SET guest_id = (
                SELECT guest_id FROM public.conversations WHERE id = '\(fixture.talk)'
            ) WHERE id = '\(other)'
            """
        )
        owed = try fixture.house.text(Self.owedSince(fixture.talk))
        failed = try fixture.reply()
        try fixture.letUndoTimePass()
        try fixture.report("failed", failed)
    }

    private static func owedSince(_ talk: String) -> String {
        "SELECT owed_since::text FROM public.conversations WHERE id = '\(talk)'"
    }

    private func resend(as id: Identifier<Message>) -> String {
        "SELECT already_sent::text FROM riad.resend_message('\(id)', '\(failed)', '\(other)')"
    }

    private func undo(_ id: Identifier<Message>) -> String {
        "SELECT state FROM riad.undo_action('\(other)', 'reply', '\(id)')"
    }

    @Test("by a colleague leaves the failure where it is until it has arrived")
    func byColleague() throws {
        let first: Identifier<Message> = freshIdentifier()
        #expect(try fixture.house.text(resend(as: first), as: colleague.login) == "false")
        #expect(try fixture.standing() == "EN_COURS owed failed")
        #expect(try fixture.house.refusal(of: undo(first), as: colleague.login) == nil)
        #expect(try fixture.standing() == "EN_COURS owed failed")
        let second: Identifier<Message> = freshIdentifier()
        #expect(try fixture.house.text(resend(as: second), as: colleague.login) == "false")
        try fixture.letUndoTimePass()
        try fixture.report("sent", second.description)
        #expect(try fixture.standing() == "EN_COURS owed failed")
        try fixture.report("delivered", second.description)
        #expect(try fixture.standing() == "EN_COURS")
    }

    @Test("by a supervisor settles the failure, and gives it back with its deadline when it is taken back")
    func bySupervisor() throws {
        let boss = try fixture.house.database.person(.superviseur)
        let again: Identifier<Message> = freshIdentifier()
        #expect(try fixture.house.text(resend(as: again), as: boss.login) == "false")
        #expect(try fixture.standing() == "EN_COURS")
        #expect(try fixture.house.refusal(of: undo(again), as: boss.login) == nil)
        #expect(try fixture.standing() == "EN_COURS owed failed")
        #expect(try fixture.house.text(Self.owedSince(fixture.talk)) == owed)
    }

    @Test("and was answered there meanwhile stays settled when it is taken back")
    func answeredMeanwhile() throws {
        let boss = try fixture.house.database.person(.superviseur)
        let again: Identifier<Message> = freshIdentifier()
        #expect(try fixture.house.text(resend(as: again), as: boss.login) == "false")
        try fixture.reply("Shall I call you?")
        #expect(try fixture.house.refusal(of: undo(again), as: boss.login) == nil)
        #expect(try fixture.standing() == "EN_COURS")
    }

    @Test("or is begun anew is sent again once")
    func once() throws {
        let guest = try #require(
            try fixture.house.text("SELECT guest_id::text FROM public.conversations WHERE id = '\(fixture.talk)'")
        )
        func start(_ id: Identifier<Message>) -> String {
            """
            SELECT already_sent::text FROM riad.start_conversation('\(id)', '\(guest)', 'wa1', '+33612345678',
                'There is one.', NULL, NULL, '\(failed)')
            """
        }
        let first: Identifier<Message> = freshIdentifier()
        #expect(try fixture.ask(start(first)) == "false")
        #expect(try fixture.ask(start(first)) == "true")
        #expect(try fixture.refusal(start(freshIdentifier())) == Refusal.illegalTransition.state)
        let elsewhere = resend(as: freshIdentifier())
        #expect(try fixture.house.refusal(of: elsewhere, as: colleague.login) == Refusal.illegalTransition.state)
    }
}

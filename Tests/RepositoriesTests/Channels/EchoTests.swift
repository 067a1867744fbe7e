import TestSupport
import Testing

@Suite("A channel's echo of a reply")
struct EchoTests {
    private let desk: ChannelFixture
    private let agent: TestPerson
    init() throws {
        desk = try ChannelFixture()
        agent = try desk.house.database.person(.agent)
        try desk.receive("m1", "Le code ?")
    }

    private func echo(_ id: String, _ body: String, _ more: String = "") throws -> String? {
        try desk.house.text(
            """
            SELECT concat_ws(' ', r.message_id, r.already_received) FROM public.record_outgoing_message('whatsapp1', '\(id)',
                'agent', '\(body)', _guest_address => '+212670112233'\(more)) r
            """,
            as: desk.channel
        )
    }

    private func report(_ state: String, _ message: String, _ id: String) throws -> String? {
        let report = "SELECT public.report_delivery('\(state)', '\(message)', 'whatsapp1', '\(id)')"
        return try desk.house.text(report, as: desk.channel)
    }

    private let states = "concat_ws(' ', m.message_content, m.delivery_state, m.channel_message_id)"

    @Test("that comes before the delivery report is that reply, and the report finds it")
    func before() throws {
        let reply = try desk.reply("Le code est 12", by: agent)
        #expect(try echo("w1", "Le  code est 12\n") == "\(reply) t")
        #expect(try echo("w1", "Le code est 12") == "\(reply) t")
        #expect(try report("delivered", reply, "w1") == "delivered")
        #expect(try desk.messages(states) == "Le code ? m1, Le code est 12 delivered w1")
    }

    @Test("is recognised with the account's signature below it")
    func signed() throws {
        try desk.house.database.run("INSERT INTO riad.channel_accounts VALUES ('whatsapp1', E'Zineb\nRiad Majorelle')")
        let reply = try desk.reply("Oui", by: agent)
        let body = "SELECT body FROM public.message_to_send('\(reply)')"
        #expect(try desk.house.text(body, as: desk.channel) == "Oui\n\nZineb\nRiad Majorelle")
        #expect(try echo("w1", "Oui\n\nZineb\nRiad Majorelle") == "\(reply) t")
        #expect(try desk.messages(states) == "Le code ? m1, Oui sent w1")
    }

    @Test("of the same words twice is each of the two replies once, and a third is somebody's own")
    func twice() throws {
        let first = try desk.reply("OK", by: agent)
        let second = try desk.reply("OK", by: agent)
        #expect(try echo("w1", "OK") == "\(first) t")
        #expect(try echo("w2", "OK") == "\(second) t")
        #expect(try echo("w3", "OK")?.hasSuffix(" f") == true)
        #expect(try desk.messages("m.seq") == "1, 2, 3, 4")
    }

    @Test("in other words becomes one message with the reply once the report says that they are one")
    func otherWords() throws {
        let reply = try desk.reply("*Bienvenue*", by: agent)
        #expect(try echo("w1", "Bienvenue")?.hasSuffix(" f") == true)
        try desk.receive("m2", "Merci")
        #expect(try report("sent", reply, "w1") == "sent")
        #expect(try desk.messages(states) == "Le code ? m1, *Bienvenue* sent w1, Merci m2")
        #expect(try desk.messages("m.seq") == "1, 2, 3")
        #expect(try desk.conversation("concat_ws(' ', c.last_seq, c.last_message_content)") == "3 Merci")
        try desk.receive("m3", "!")
        #expect(try desk.messages("m.seq") == "1, 2, 3, 4")
    }

    @Test("of something written in the channel's own app is a message of its own, and answers what came before it")
    func ownApp() throws {
        let later = ", _sent_at => clock_timestamp() - interval '1 hour'"
        #expect(try echo("w1", "Je regarde", later)?.hasSuffix(" f") == true)
        #expect(try desk.messages() == "Je regarde, Le code ?")
        #expect(try desk.conversation("c.owed_since IS NOT NULL") == "true")
        _ = try echo("w2", "12")
        #expect(try desk.conversation("c.owed_since IS NULL") == "true")
    }

    @Test("never takes a note, a chatbot's message, or one of another conversation for the reply")
    func others() throws {
        let talk = try #require(try desk.conversation("c.id"))
        let note = "SELECT seq::text FROM riad.send_message(gen_random_uuid(), '\(talk)', 'x', true, NULL, false)"
        _ = try desk.house.text(note, as: agent.login)
        try desk.receive("n1", "?", from: "+15550100")
        let other = try desk.house.text("SELECT id::text FROM public.conversations WHERE id <> '\(talk)'") ?? ""
        let there = "SELECT seq::text FROM riad.send_message(gen_random_uuid(), '\(other)', 'x', false, NULL, false)"
        _ = try desk.house.text(there, as: agent.login)
        #expect(try echo("w1", "x")?.hasSuffix(" f") == true)
    }
}

import TestSupport
import Testing

@Suite("What a machine of the guest's writes")
struct AutomaticMessageTests {
    private let desk: ChannelFixture
    init() throws { desk = try ChannelFixture() }

    @Test("An auto-reply or a bounce neither reopens nor owes, nor opens WhatsApp's window, and is marked")
    func automatic() throws {
        let agent = try desk.house.database.person(.agent)
        try desk.receive("m1", "x", "_sent_at => clock_timestamp() - interval '2 hours'")
        _ = try desk.reply("answer", by: agent)
        try desk.house.database.run("UPDATE public.conversations SET state = 'EN_ATTENTE'")
        try desk.receive("m2", "Absence du bureau", "_is_automatic => true")
        let facts =
            "concat_ws(' ', c.state, c.owed_since IS NULL, c.last_guest_at < clock_timestamp() - interval '1 hour', c.last_message_details)"
        #expect(try desk.conversation(facts) == #"EN_ATTENTE t t {"automatic": true}"#)
        #expect(try desk.messages("m.is_automated") == "false, false, true")
        try desk.receive("m3", "Me revoilà")
        #expect(try desk.conversation("concat_ws(' ', c.state, c.owed_since IS NULL)") == "EN_COURS f")
    }

    @Test("A loop of two machines is cut: the webhook hears of no more, and nothing is owed")
    func loop() throws {
        try desk.house.database.run(
            "INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('conversation-update', 'https://n8n.example/')"
        )
        for round in 1...12 {
            try desk.receive("m\(round)", "I am away")
            let bot = """
                SELECT seq::text FROM public.record_outgoing_message('whatsapp1', 'o\(round)', 'chatbot', 'Bonjour',
                    _guest_address => '+212670112233')
                """
            _ = try desk.house.text(bot, as: desk.channel)
        }
        let told = "SELECT count(*)::text FROM riad.outbox WHERE payload ->> 'sender_type' = 'guest'"
        #expect(try desk.house.text(told) == "6")
        let last =
            "SELECT payload ->> 'is_automatic' FROM riad.outbox WHERE payload ->> 'sender_type' = 'guest' ORDER BY id DESC LIMIT 1"
        #expect(try desk.house.text(last) == "true")
        #expect(
            try desk.messages("m.is_automated AND m.sender_type = 'guest'")?.components(separatedBy: "true").count == 10
        )
        try desk.receive("p1", "Are you there?")
        #expect(try desk.conversation("c.owed_since IS NOT NULL") == "true")
    }

    @Test("Whoever asks the same twice, or answers a bot in words of their own, is a person")
    func people() throws {
        for round in 1...6 {
            try desk.receive("m\(round)", "Le code ?")
            try desk.receive("n\(round)", "Bonjour \(round)", from: "+15550100")
            let bot =
                "SELECT public.record_outgoing_message('whatsapp1', 'o\(round)', 'chatbot', 'Bonjour', _guest_address => '+15550100')::text"
            _ = try desk.house.text(bot, as: desk.channel)
        }
        #expect(
            try desk.house.text(
                "SELECT bool_or(m.is_automated)::text FROM public.conversation_messages m WHERE m.sender_type = 'guest'"
            ) == "false"
        )
    }
}

extension String {
    fileprivate func components(separatedBy word: String) -> [Substring] {
        split(separator: word, omittingEmptySubsequences: false)
    }
}

import Domain
import Repositories
import TestSupport
import Testing

@Suite("Message templates")
struct TemplateTests {
    private let fixture: OutgoingFixture
    private static let approved = """
        [{"name": "arrival", "language": "fr", "body": "Bonjour {{1}}, à quelle heure le {{2}} ?", "category": "UTILITY",
        "status": "APPROVED"}, {"name": "arrival", "language": "en_GB", "body": "Hello {{1}}, when on {{2}}?"},
        {"name": "offer", "language": "fr", "body": "Promotion", "status": "REJECTED"}]
        """

    init() throws {
        fixture = try OutgoingFixture()
        #expect(try sync(Self.approved) == "2")
        try fixture.house.database.run(
            "UPDATE public.conversations SET last_guest_at = clock_timestamp() - interval '2 days'"
        )
    }

    private func sync(_ json: String) throws -> String? {
        try fixture.house.text("SELECT sync_message_templates('wa1', '\(json)')::text", as: fixture.n8n)
    }

    private func send(_ name: String, _ values: String) -> String {
        """
        SELECT riad.send_template(gen_random_uuid(), '\(fixture.talk)',
            (SELECT id FROM riad.conversation_templates('\(fixture.talk)') WHERE language = '\(name)'), '\(values)', NULL, false)
        """
    }

    @Test("pass where WhatsApp takes no free text any more, filled in, with their name and values for the workflow")
    func sent() throws {
        let free = "SELECT riad.send_message(gen_random_uuid(), '\(fixture.talk)', 'Bonjour', false, NULL, false)"
        #expect(try fixture.refusal(free) == Refusal.windowClosed.state)
        #expect(try fixture.refusal(send("fr", "{Sofia,12 mai}")) == nil)
        let sent = """
            SELECT concat_ws('|', body, template_name, template_language, template_variables)
            FROM next_outgoing_messages('wa1')
            """
        #expect(
            try fixture.house.text(sent, as: fixture.n8n)
                == "Bonjour Sofia, à quelle heure le 12 mai ?|arrival|fr|{Sofia,\"12 mai\"}"
        )
    }

    @Test("are offered as long as the channel approves them, those in the guest's language first")
    func offered() throws {
        let names =
            "SELECT string_agg(name || ' ' || language, ', ') FROM riad.conversation_templates('\(fixture.talk)')"
        try fixture.house.database.run(
            "INSERT INTO riad.guest_languages SELECT guest_id, 'fr' FROM public.conversations"
        )
        #expect(try fixture.ask(names) == "arrival fr, arrival en_GB")
        #expect(try sync(#"[{"name": "arrival", "language": "fr", "body": "Bonjour"}]"#) == "1")
        #expect(try fixture.ask(names) == "arrival fr")
        #expect(try fixture.ask("SELECT count(*)::text FROM riad.templates()") == "3", "what is off is kept")
    }

    @Test("take exactly their values, each on one line; what looks like a variable is none")
    func values() throws {
        for wrong in ["{Sofia}", "{a,b,c}", "{Sofia,\"\"}", "{Sofia,\"a\\nb\"}", "{Sofia,NULL}", "{Sofia,\"a    b\"}"] {
            #expect(
                try fixture.refusal(send("fr", wrong).replacing("'\(wrong)'", with: "E'\(wrong)'"))
                    == Refusal.invalidInput.state,
                "\(wrong)"
            )
        }
        #expect(try fixture.refusal(send("fr", "{\"{{2}}\",demain}")) == nil)
        let text = "SELECT last_message_content FROM public.conversations"
        #expect(try fixture.house.text(text) == "Bonjour {{2}}, à quelle heure le demain ?")
        let template = MessageTemplate(
            id: freshIdentifier(),
            name: UntrustedText("arrival"),
            language: "fr",
            body: UntrustedText("Bonjour {{1}}, à quelle heure le {{2}} ?"),
            category: nil,
            variableCount: 2
        )
        #expect(template.text(filledWith: ["{{2}}", "demain"]) == "Bonjour {{2}}, à quelle heure le demain ?")
    }

    @Test("are changed by supervisors and workflows, and refused where they can't be filled")
    func saving() throws {
        let save = "SELECT riad.save_template('wa1', 'late', 'fr', 'Bonjour {{1}}', NULL, true)"
        let boss = try fixture.house.database.person(.superviseur)
        #expect(try fixture.refusal(save) == Refusal.notPermitted.state)
        #expect(try fixture.house.refusal(of: save, as: boss.login) == nil)
        for body in ["Bonjour {{2}}", "Bonjour {{name}}", "Bonjour {{1}", ""] {
            let wrong = "SELECT riad.save_template('wa1', 'late', 'fr', '\(body)', NULL, true)"
            #expect(try fixture.house.refusal(of: wrong, as: boss.login) == Refusal.invalidInput.state, "\(body)")
        }
        let remove = "SELECT riad.remove_template('wa1', 'late', NULL)"
        #expect(try fixture.refusal(remove) == Refusal.notPermitted.state)
        #expect(try fixture.house.refusal(of: remove, as: boss.login) == nil)
        #expect(try fixture.house.refusal(of: remove, as: boss.login) == Refusal.notFound.state)
    }

    @Test("can be changed and synchronised when there are as many as there may be, and then none is added")
    func full() throws {
        let boss = try fixture.house.database.person(.superviseur)
        try fixture.house.database.run(
            """
            INSERT INTO riad.message_templates (channel_account, name, language, body)
            SELECT 'wa2', 'offer_' || n, 'fr', 'Bonjour'
            FROM generate_series(1, 1000 - (SELECT count(*)::integer FROM riad.message_templates)) n
            """
        )
        let change = "SELECT riad.save_template('wa2', 'offer_1', 'fr', 'Salut', NULL, true)"
        #expect(try fixture.house.refusal(of: change, as: boss.login) == nil)
        #expect(try sync(Self.approved) == "2")
        let add = "SELECT riad.save_template('wa2', 'one_more', 'fr', 'Salut', NULL, true)"
        #expect(try fixture.house.refusal(of: add, as: boss.login) == Refusal.invalidInput.state)
    }
}

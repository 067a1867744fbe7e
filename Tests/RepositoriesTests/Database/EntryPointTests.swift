import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("The channels' entry points")
struct EntryPointTests {
    private let house: SQLFixture
    private let channel: String
    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
    }

    private func receive(
        _ id: String,
        _ body: String = "Bonjour",
        from address: String = "+33612345678",
        more: String = ""
    ) -> String {
        """
        SELECT concat_ws('|', r.conversation_id, r.seq, r.already_received) FROM public.receive_guest_message(
            'wa1', '\(id)', 'whatsapp', '\(address)', '\(body)'\(more)) r
        """
    }

    private func state(_ columns: String, of talk: String) throws -> String? {
        try house.text("SELECT concat_ws('|', \(columns)) FROM public.conversations WHERE id = '\(talk)'")
    }

    @Test("A new guest's message makes guest, conversation and message once, however often it comes")
    func onceOnly() throws {
        let address = "+212600000001"
        let more = ", _guest_name => 'James Okafor', _guest_country => 'Ghana'"
        let first = try #require(try house.text(receive("m1", from: address, more: more), as: channel))
        let again = try #require(try house.text(receive("m1", from: address, more: more), as: channel))
        #expect(first.hasSuffix("|1|f"))
        #expect(again == first.dropLast() + "t")
        let counts = """
            SELECT concat_ws('|', (SELECT count(*) FROM public.conversation_messages),
                (SELECT count(*) FROM public.conversations),
                (SELECT concat_ws(' ', first_name, last_name, phone, country) FROM public.guest WHERE guest_id <> '\(SQLFixture.guest)'))
            """
        #expect(try house.text(counts) == "1|1|James Okafor \(address) Ghana")
        let owed = """
            SELECT round(extract(epoch FROM sla_due_at - last_message_at) / 60)::text FROM public.conversations
            """
        #expect(try house.text(owed) == "120")
    }

    @Test("A known guest is known by what the channel vouches for, and the conversation gets the stay's zone")
    func knownGuest() throws {
        let answer = try #require(try house.text(receive("m1", from: "+33 612 345 678"), as: channel))
        let talk = String(answer.prefix(36))
        let zone = "(SELECT label FROM riad.zones WHERE id = zone_id)"
        #expect(
            try state("guest_id, reservation_id, property_id, \(zone), journey_phase, state", of: talk)
                == "\(SQLFixture.guest)|\(SQLFixture.stay)|\(SQLFixture.property)|marrakech_gueliz|SEJOUR_COURS|NOUVELLE"
        )
        let claimed = receive("m2", from: "+212600000002", more: ", _guest_email => 'sofia@example.com'")
        _ = try house.text(claimed, as: channel)
        #expect(try house.text("SELECT count(*)::text FROM public.guest") == "2")
    }

    @Test("A guest's message moves the state as the domain says", arguments: ConversationState.all, [true, false])
    func transitions(from: ConversationState, isAssigned: Bool) throws {
        let agent = isAssigned && from != .nouvelle ? try house.database.person(.agent) : nil
        let talk = try house.conversation(from.label, assignedTo: agent)
        let answer = try #require(try house.text(receive("m1"), as: channel))
        if from == .archivee {
            #expect(!answer.hasPrefix(talk))
            let next = String(answer.prefix(36))
            #expect(try state("continues_id, state", of: next) == "\(talk)|NOUVELLE")
            #expect(try state("state, last_seq", of: talk) == "ARCHIVÉE|0")
            return
        }
        #expect(answer.hasPrefix(talk))
        let expected: ConversationState =
            switch from {
            case .nouvelle, .enCours, .transferee, .archivee, .other: from
            case .enAttente, .resolue, .cloturee: isAssigned ? .enCours : .nouvelle
            }
        let person = agent.map { "|\($0.id)" } ?? ""
        #expect(try state("state, assigned_agent_id", of: talk) == "\(expected.label)\(person)")
    }

    @Test("Two first messages of one guest at the same time make one guest and one conversation")
    func atTheSameTime() throws {
        let first = house.database.connection(login: channel)
        let second = house.database.connection(login: channel)
        try first.run(script: "BEGIN; \(receive("m1", from: "+212600000003"))", name: "first")
        var answer: Result<String?, PostgresError>?
        try second.connect()
        second.send(SQLFixture.question(receive("m2", from: "+212600000003"))) { answer = $0 }
        second.waitAndAdvance(limit: .now() + .milliseconds(200))
        #expect(answer == nil)
        try first.run(script: "COMMIT", name: "commit")
        while answer == nil { second.waitAndAdvance() }
        #expect(try answer?.get()?.hasSuffix("|2|f") == true)
        #expect(try house.text("SELECT count(*)::text FROM public.guest") == "2")
    }

    @Test("A chatbot's answer settles what is owed and is recorded once; an agent may claim over it")
    func outgoing() throws {
        let agent = try house.database.person(.agent)
        let talk = try String(#require(try house.text(receive("m1"), as: channel)).prefix(36))
        let record = """
            SELECT concat_ws('|', seq, already_received) FROM public.record_outgoing_message('wa1', 'o1', 'chatbot', 'Voici le code',
                _guest_address => '+33612345678', _chatbot_id => '\(SQLFixture.property)')
            """
        #expect(try house.text(record, as: channel) == "2|f")
        #expect(try house.text(record, as: channel) == "2|t")
        let now = "assigned_chatbot_id, assigned_agent_id, sla_due_at, last_sender_type, last_message_content"
        #expect(try state(now, of: talk) == "\(SQLFixture.property)|infinity|chatbot|Voici le code")
        #expect(try house.refusal(of: "SELECT riad.claim('\(talk)')", as: agent.login) == nil)
        #expect(try state("assigned_chatbot_id, assigned_agent_id", of: talk) == "\(agent.id)")
        let machine =
            "SELECT concat_ws('|', is_automated, delivery_state) FROM public.conversation_messages WHERE seq = 2"
        #expect(try house.text(machine) == "t|sent")
    }

    @Test("A delivery only goes forward, whatever order its reports come in")
    func delivery() throws {
        let agent = try house.database.person(.agent)
        let talk = try house.conversation(assignedTo: agent)
        let id = "11111111-1111-4111-8111-111111111111"
        let send = "SELECT seq::text FROM riad.send_message('\(id)', '\(talk)', 'Bonjour', false, NULL, false)"
        _ = try house.text(send, as: agent.login)
        #expect(try house.text("SELECT delivery_state FROM public.conversation_messages") == "queued")
        let reports = [
            ("'sent', _message_id => '\(id)', _channel_account => 'wa1', _channel_message_id => 'w9'", "sent"),
            ("'read', _channel_account => 'wa1', _channel_message_id => 'w9'", "read"),
            ("'delivered', _channel_account => 'wa1', _channel_message_id => 'w9'", "read"),
            ("'failed', _message_id => '\(id)', _error => 'late'", "read"),
        ]
        for (report, standing) in reports {
            #expect(try house.text("SELECT public.report_delivery(\(report))", as: channel) == standing, "\(report)")
        }
        let times = """
            SELECT concat_ws('|', sent_at IS NOT NULL, delivered_at IS NOT NULL, read_at IS NOT NULL, failed_at IS NOT NULL)
            FROM public.conversation_messages
            """
        #expect(try house.text(times) == "t|t|t|t")
        let strange = "SELECT public.report_delivery('sent', _message_id => '\(SQLFixture.guest)')"
        #expect(try house.refusal(of: strange, as: channel) == Refusal.notFound.state)
    }

    @Test("A reservation is stored once, brings its zone to the guest's conversation, and takes it along when it moves")
    func reservations() throws {
        let talk = try String(#require(try house.text(receive("m1", from: "+212600000004"), as: channel)).prefix(36))
        #expect(try state("zone_id, reservation_id", of: talk) == "0")
        try house.database.run(
            """
            INSERT INTO public.property (org_id, name, address, ext_id, zone)
            VALUES ('\(SQLFixture.organisation)', 'Marina 4B', 'Quai', 'P2', 'agadir_marina')
            """
        )
        func upsert(_ property: String) -> String {
            """
            SELECT public.upsert_reservation('booking', 'B7', '\(property)', current_date + 3, current_date + 6,
                _channel_account => 'wa1', _guest_address => '+212600000004')::text
            """
        }
        let zone = "(SELECT label FROM riad.zones WHERE id = zone_id), journey_phase"
        let stay = try house.text(upsert("P1"), as: channel)
        #expect(try state(zone, of: talk) == "marrakech_gueliz|POST_RESERVATION")
        #expect(try house.text(upsert("P2"), as: channel) == stay)
        #expect(try state(zone, of: talk) == "agadir_marina|POST_RESERVATION")
        #expect(try house.refusal(of: upsert("P3"), as: channel) == Refusal.notFound.state)
    }

    @Test("The channels' login reads and does nothing else; people don't call its entry points")
    func nothingElse() throws {
        let boss = try house.database.person(.superAdmin)
        let attempts = [
            "SELECT * FROM public.guest", "SELECT * FROM riad.me()", "SELECT * FROM riad.zones",
            "SELECT riad.send_message(gen_random_uuid(), gen_random_uuid(), 'x', false, NULL, false)",
            "SELECT public.assign_user_role('\(boss.id)', 'agent', '\(boss.id)')", "SELECT public.cleanup_old_logs()",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: channel) == "42501", "\(attempt)")
        }
        #expect(try house.refusal(of: receive("m1"), as: boss.login) == "42501")
        #expect(try house.refusal(of: receive(""), as: channel) == Refusal.invalidInput.state)
    }
}

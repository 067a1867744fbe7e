import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Asking the inbox by field")
struct ConditionTests {
    private let deployment: CompanyFixture
    private let agent: TestPerson
    private let colleague: TestPerson

    init() throws {
        deployment = try CompanyFixture()
        agent = try deployment.database.person(.agent, name: ("Nadia", "Alami"))
        colleague = try deployment.database.person(.agent, name: ("Fatima", "El-Fassi"))
    }

    private func conversation(
        _ changes: String,
        state: ConversationState = .nouvelle,
        assignedTo person: TestPerson? = nil,
        transferredTo role: AppRole? = nil
    ) throws -> Identifier<Conversation> {
        let id = try deployment.conversation(state, assignedTo: person, transferredTo: role)
        try deployment.database.run("UPDATE public.conversations SET \(changes) WHERE id = '\(id)'")
        return id
    }

    private func found(_ text: String, as person: TestPerson? = nil) throws -> Set<Identifier<Conversation>> {
        let person = person ?? agent
        let user = try #require(try deployment.user(person))
        let connection = deployment.database.connection(as: person)
        var all: [Set<Identifier<Conversation>>] = []
        for order in InboxOrder.allCases {
            var query = try QueryParser(zones: [], own: []).parse(text, order: order)
            query.order = order
            let forwards = try FilterFixture.walk(query, on: connection, user, limit: 2)
            #expect(try FilterFixture.walk(query, on: connection, user, limit: 2, backwards: true) == forwards)
            all.append(Set(forwards))
        }
        #expect(Set(all).count == 1, "\(text)")
        return try #require(all.first)
    }

    @Test("Colleagues by the beginnings of their names, the role that it waits for or that they have")
    func people() throws {
        let hers = try conversation("priority = 'high'", state: .enCours, assignedTo: colleague)
        let mine = try conversation("priority = 'high'", state: .enCours, assignedTo: agent)
        let waiting = try conversation("priority = 'low'", state: .transferee, transferredTo: .technicien)
        let login = try #require(
            try deployment.database.value(
                "SELECT login::text FROM riad.logins WHERE user_id = $1",
                [Parameter(colleague.id)],
                as: String.self
            )
        )
        for name in ["fatima", "FATIMA", "\"fati el-fa\"", "elfassi,fassi", login] {
            #expect(try found("assignee:" + name) == [hers], "\(name)")
        }
        #expect(try found("assignee:fatima,alami") == [hers, mine])
        #expect(try found("-assignee:fatima") == [mine, waiting])
        #expect(try found("assignee:nowhere") == [])
        #expect(try found("role:technicien") == [waiting])
        #expect(try found("role:agent") == [hers, mine])
        #expect(try found("-rôle:agent") == [waiting])
    }

    @Test("Channel, phase, language, and the day of the last message")
    func values() throws {
        let guest = "00000000-0000-0000-0000-0000000000a1"
        try deployment.database.run(
            """
            INSERT INTO public.guest (guest_id, org_id, first_name) VALUES ('\(guest)', riad.organisation_id(), 'Sofia');
            INSERT INTO riad.guest_languages VALUES ('\(guest)', 'de')
            """
        )
        let mail = try conversation("channel_type = 'email', last_message_at = now() - interval '3 days'")
        let sms = try conversation("channel_type = 'sms', journey_phase = 'SEJOUR_COURS', guest_id = '\(guest)'")
        let other = try conversation("last_message_at = now() - interval '40 days'")
        #expect(try found("channel:email,sms") == [mail, sms])
        #expect(try found("canal:courriel") == [mail])
        #expect(try found("-channel:email,sms") == [other])
        #expect(try found("phase:sejour_cours") == [sms])
        #expect(try found("-phase:sejour_cours") == [mail, other])
        #expect(try found("language:german") == [sms])
        #expect(try found("langue:allemand,fr") == [sms])
        #expect(try found("language:none") == [mail, other])
        #expect(try found("after:today") == [sms])
        #expect(try found("after:7d") == [mail, sms])
        #expect(try found("before:7d") == [other])
        #expect(try found("after:30d before:yesterday") == [mail])
    }

    @Test("What is late, what is due and what is unread, to whoever asks")
    func waiting() throws {
        let late = try conversation("owed_since = now() - interval '5 hours'")
        let soon = try conversation("owed_since = now() - interval '90 minutes'")
        let answered = try conversation("priority = 'low'", state: .enAttente, assignedTo: agent)
        #expect(try found("late:") == [late])
        #expect(try found("retard:oui") == [late])
        #expect(try found("late:no") == [soon, answered])
        #expect(try found("due:<2h") == [late, soon])
        #expect(try found("due:<2h late:no") == [soon])
        #expect(try found("due:>10m") == [soon])
        #expect(try found("due:none") == [answered])
        try deployment.guestWrites(2, in: late)
        try deployment.guestWrites(1, in: answered)
        #expect(try found("unread:yes") == [late, answered])
        let user = try #require(try deployment.user(agent))
        _ = try deployment.database.connection(as: agent).run(
            try Threads.markRead(late, upTo: 2, version: 0, by: user)
        )
        #expect(try found("unread:") == [answered])
        #expect(try found("nonlu:non") == [late, soon])
        #expect(try found("unread:yes", as: colleague) == [late, answered])
    }

    @Test(
        "A guest is found by telephone in any spelling, e-mail, name or booking number, a property by its name",
        arguments: [
            "guest:\"06 70 11 22 33\"", "guest:+212670112233", "guest:\"00212 (0)6-70-11-22-33\"", "guest:٠٦٧٠١١٢٢٣٣",
            "guest:mira.lang@example.com", "guest:Mira.Lang", "guest:\"lang mi\"", "guest:straß", "guest:STRASS",
            "guest:HMB4XYZ", "guest:hmb4", "client:mira", "guest:nobody,mira", "property:majorelle",
            "property:\"riad maj\"", "logement:MAJORELLE guest:mira", "06.70.11.22.33", "-guest:ugo",
        ]
    )
    func guests(text: String) throws {
        try deployment.database.run(
            """
            INSERT INTO public.guest (guest_id, org_id, first_name, last_name)
            VALUES ('00000000-0000-0000-0000-0000000000a1', riad.organisation_id(), 'Mira', 'Lang-Straßer'),
                ('00000000-0000-0000-0000-0000000000a2', riad.organisation_id(), 'Ugo', 'Petit');
            INSERT INTO public.property (property_id, org_id, name, address)
            VALUES ('00000000-0000-0000-0000-0000000000b1', riad.organisation_id(), 'Riad Majorelle', 'Rue 1');
            """
        )
        let hers = try conversation("guest_id = '00000000-0000-0000-0000-0000000000a1'")
        _ = try conversation("guest_id = '00000000-0000-0000-0000-0000000000a2'")
        // Learnt later, so that the entries follow.
        try deployment.database.run(
            """
            UPDATE public.guest SET phone = '+212 6 70 11 22 33', email = 'Mira.Lang@example.com'
            WHERE guest_id = '00000000-0000-0000-0000-0000000000a1';
            INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out, ext_id)
            VALUES ('00000000-0000-0000-0000-0000000000c1', riad.organisation_id(),
                '00000000-0000-0000-0000-0000000000a1', '00000000-0000-0000-0000-0000000000b1', current_date,
                current_date + 3, 'HMB4XYZ');
            UPDATE public.conversations SET reservation_id = '00000000-0000-0000-0000-0000000000c1' WHERE id = '\(hers)'
            """
        )
        #expect(try found(text) == [hers])
    }

    @Test("Nobody finds by them what they don't read, nor a colleague's name")
    func rights() throws {
        let repairs = try deployment.database.person(.technicien)
        try deployment.database.run(
            """
            INSERT INTO public.guest (guest_id, org_id, first_name, phone)
            VALUES ('00000000-0000-0000-0000-0000000000a1', riad.organisation_id(), 'Mira', '+212670112233')
            """
        )
        let guest = "guest_id = '00000000-0000-0000-0000-0000000000a1'"
        let hidden = try conversation(guest, state: .enCours, assignedTo: colleague)
        let shown = try conversation(guest, state: .transferee, transferredTo: .technicien)
        for text in ["guest:mira", "guest:0670112233", "channel:whatsapp", "due:none", "-guest:ugo", "language:none"] {
            #expect(try found(text) == [hidden, shown], "\(text)")
            #expect(try found(text, as: repairs) == [shown], "\(text)")
        }
        #expect(try found("assignee:fatima", as: repairs) == [])
        #expect(try found("-assignee:fatima", as: repairs) == [shown])
    }

    @Test("What no console sends is refused")
    func strange() throws {
        _ = try conversation("priority = 'low'")
        let connection = deployment.database.connection(as: agent)
        for (fields, values) in [
            ("{channel}", "{}"), ("{colour}", "{red}"), ("{due}", "{2h}"), ("{late}", "{maybe}"), ("{guest}", "{!!}"),
            ("{after}", "{2027-02-30}"), ("{NULL}", "{x}"), ("{phase}", "{PRE_RESERVATION'}"), ("{role}", "{a'b}"),
        ] {
            let page = """
                riad.filtered_inbox_page('{NOUVELLE}', '{}', '{}', 'anyone', 9::smallint, 'infinity', '-infinity',
                    'ffffffff-ffff-ffff-ffff-ffffffffffff', 50, 'activity', false,
                    ROW('{}', '{}', '{}', '{}', '', 0, '{}', '{}', '', '\(fields.replacing("'", with: "''"))',
                        '\(values.replacing("'", with: "''"))')::riad.inbox_filters)
                """
            let refused = try refusal { try connection.run(script: "SELECT FROM \(page)", name: "attack") }
            #expect(refused == Refusal.invalidInput.state, "\(fields) \(values)")
        }
    }
}

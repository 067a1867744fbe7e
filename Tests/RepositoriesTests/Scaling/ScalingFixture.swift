import Domain
import Postgres
import Repositories
import TestSupport

/// A company of any size in a database of its own: guests, reservations and messages grow in proportion to
/// conversations, the staff is constant.
struct ScalingFixture {
    let deployment: CompanyFixture
    /// One person of each role with its own read rights.
    let people: [TestPerson]
    /// The channels' login.
    let channel: String

    init(conversations count: Int) throws {
        deployment = try CompanyFixture()
        let database = deployment.database
        let roles: [AppRole] = [.agent, .superviseur, .administrateur, .technicien]
        people = try roles.map { try database.person($0, zones: ["casablanca_centre", "marrakech_gueliz"]) }
        for _ in 1...9 { _ = try database.person(.agent) }
        channel = "channel_\(database.cluster.nextNumber())"
        try database.run("CREATE ROLE \(channel) LOGIN IN ROLE riad_integration")
        try database.run(Self.filling(count))
        try database.run(Self.work(of: people))
        for person in people { try keepSomething(of: person) }
    }

    /// Removes dead rows and updates the planner's statistics.
    func settle() throws {
        try deployment.database.run("VACUUM (ANALYZE)")
    }

    /// Turns zone isolation on or off.
    func isolateZones(_ areIsolated: Bool) throws {
        try deployment.database.run("UPDATE riad.settings SET value = '\(areIsolated)' WHERE key = 'zone_isolation'")
    }

    private func keepSomething(of person: TestPerson) throws {
        let connection = deployment.database.connection(as: person)
        let user = try deployment.user(person).unwrapped()
        let view = SavedViewContent(name: "late", query: "state:open", isShared: false)
        let reply = CannedReplyContent(name: "hello", language: nil, body: "Bonjour", isShared: false)
        if let saving = try? SavedViews.save(view, by: user) { _ = try connection.run(saving) }
        if let saving = try? CannedReplies.save(reply, by: user) { _ = try connection.run(saving) }
    }
}

extension ScalingFixture {
    /// A person's requests about their own conversations.
    func requests(of person: TestPerson) throws -> EveryRequest {
        let user = try deployment.user(person).unwrapped()
        let own = "assigned_agent_id = '\(user.id)' AND is_open AND reservation_id IS NOT NULL"
        let talk: Identifier<Conversation> = try first("id", where: own)
        let one = "id = '\(talk)'"
        let guest: Identifier<Guest> = try first("guest_id", where: one)
        let stay: Identifier<Reservation> = try first("reservation_id", where: one)
        let connection = deployment.database.connection(as: person)
        let staff = try (try? People.list(for: user)).map { try connection.run($0) }
        return EveryRequest(
            user: user,
            conversation: talk,
            waiting: try first("id", where: "state = 'NOUVELLE' AND zone_id = 0"),
            message: try first(
                "(SELECT m.id FROM public.conversation_messages m WHERE m.conversation_id = c.id AND m.seq = 2)",
                where: one
            ),
            guest: guest,
            stay: stay,
            twins: [try first("id", where: "guest_id = '\(guest)' AND NOT \(one) AND state <> 'ARCHIVÉE'")],
            assignVersion: try deployment.database.value(
                "SELECT assign_version FROM public.conversations WHERE \(one)"
            ).unwrapped(),
            guestRecord: try (try? Guests.find(guest, for: user)).flatMap { try connection.run($0) },
            reservationRecord: try (try? Guests.reservation(stay, for: user)).flatMap { try connection.run($0) },
            propertyRecord: try (try? Properties.list(limit: 1, for: user)).flatMap { try connection.run($0).first },
            colleague: staff?.first { $0.login != nil && $0.role?.role == .agent },
            newcomer: staff?.first { $0.login == nil },
            calendar: try (try? SLA.calendars(for: user)).flatMap { try connection.run($0).first },
            view: try (try? SavedViews.all(for: user)).flatMap { try connection.run($0).first },
            reply: try (try? CannedReplies.all(for: user)).flatMap { try connection.run($0).first },
            limit: 5,
            verifier: "SCRAM-SHA-256$4096:" + String(repeating: "A", count: 22) + "==$"
                + [String](repeating: String(repeating: "A", count: 43) + "=", count: 2).joined(separator: ":"),
            until: try deployment.database.value("SELECT now() + interval '1 day'").unwrapped()
        )
    }

    /// The channels' calls about the same conversation.
    func channelCases(about requests: EveryRequest) throws -> [GrowthCase] {
        let address: String = try deployment.database.value(
            "SELECT min(a.address) FROM riad.guest_addresses a WHERE a.guest_id = '\(requests.guest)'"
        ).unwrapped()
        return GrowthCase.ofChannels(
            address: Parameter(address),
            conversation: Parameter(requests.conversation),
            message: Parameter(requests.message)
        )
    }

    private func first<Entity>(_ column: String, where condition: String) throws -> Identifier<Entity> {
        let sql = "SELECT \(column) FROM public.conversations c WHERE \(condition) ORDER BY id LIMIT 1"
        return try deployment.database.value(sql, as: Identifier<Entity>.self).unwrapped()
    }
}

extension ScalingFixture {
    /// The SQL that fills the company: one in twenty conversations is open; one in five each has a common and a rare
    /// tag; one in ten messages contains each phrase. Triggers are off, since the rows are history.
    private static func filling(_ count: Int) -> String {
        """
        BEGIN;
        SET LOCAL session_replication_role = replica;
        CREATE FUNCTION pg_temp.die(salt text, i bigint, sides integer) RETURNS integer LANGUAGE sql IMMUTABLE
            AS $$ SELECT ((hashtext(salt || i)::bigint + 2147483648) % sides)::integer $$;
        CREATE FUNCTION pg_temp.key(kind text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
            AS $$ SELECT md5(kind || i)::uuid $$;
        UPDATE riad.settings SET value = to_jsonb(pg_temp.key('organisation', 1)) WHERE key = 'organisation_id';
        INSERT INTO public.property (property_id, org_id, ext_id, name, address, zone)
        SELECT pg_temp.key('property', i), pg_temp.key('organisation', 1), 'P' || i,
            (ARRAY['Riad Majorelle', 'Dar Océan', 'Marina', 'Agdal'])[1 + i % 4] || ' ' || i, 'x', z.label
        FROM generate_series(1, \(count) / 30) i
        JOIN riad.zones z ON z.id = 1 + i % 13;
        INSERT INTO public.guest (guest_id, org_id, first_name, last_name, phone)
        SELECT pg_temp.key('guest', i), pg_temp.key('organisation', 1),
            (ARRAY['Sofia', 'James', 'Klaus', 'Giulia', 'أمينة', 'Élodie'])[1 + pg_temp.die('first', i, 6)],
            (ARRAY['Moreau', 'Okafor', 'Weber', 'Rossi', 'العلوي'])[1 + pg_temp.die('last', i, 5)], '+' || 212600000000 + i
        FROM generate_series(1, \(count) / 4) i;
        INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id)
        SELECT 'wa1', g.phone, 'whatsapp', g.guest_id FROM public.guest g;
        INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out, ext_id, source)
        SELECT pg_temp.key('stay', i), pg_temp.key('organisation', 1), pg_temp.key('guest', 1 + i % (\(count) / 4)),
            pg_temp.key('property', 1 + i % (\(count) / 30)), d.day, d.day + 1 + pg_temp.die('nights', i, 7), 'R' || i,
            'booking'
        FROM generate_series(1, \(count) / 3) i
        CROSS JOIN LATERAL (SELECT current_date - 300 + pg_temp.die('day', i, 360) AS day) d;
        INSERT INTO public.conversations (
            id, guest_id, reservation_id, property_id, zone_id, assigned_agent_id, transferred_to_role, state,
            channel_type, channel_account, priority, tags, created_at, last_message_at, last_guest_at, last_seq,
            last_message_content, last_sender_type, owed_since, answer_due_at, sla_due_at
        )
        SELECT pg_temp.key('conversation', i), g.guest_id, r.res_id, p.property_id, coalesce(z.id, 0),
            CASE WHEN d.state NOT IN ('NOUVELLE', 'TRANSFÉRÉE') AND pg_temp.die('whose', i, 10) > 0
                THEN a.ids[1 + pg_temp.die('agent', i, cardinality(a.ids))] END,
            CASE WHEN d.state = 'TRANSFÉRÉE' THEN 'superviseur' END, d.state,
            (ARRAY['whatsapp', 'whatsapp', 'email', 'beds24'])[1 + pg_temp.die('channel', i, 4)], 'wa1',
            (ARRAY['low', 'medium', 'high', 'urgent'])[1 + pg_temp.die('priority', i, 4)],
            CASE pg_temp.die('tags', i, 5) WHEN 0 THEN '{wifi}'::text[]
                WHEN 1 THEN ARRAY['rare ' || pg_temp.die('tag', i, 50)] ELSE '{}' END,
            d.at - interval '2 days', d.at, d.at, 5, 'Bonjour', 'guest', d.owed, coalesce(d.owed + interval '2 hours', 'infinity'),
            coalesce(d.owed + interval '2 hours', 'infinity')
        FROM generate_series(1, \(count)) i
        CROSS JOIN (
            SELECT array_agg(s.user_id ORDER BY s.user_id) AS ids FROM riad.effective_rights s WHERE s.role = 'agent'
        ) a
        CROSS JOIN LATERAL (
            SELECT i % 20 = 0 AS is_open, pg_temp.die('time', i, 30000000) AS age
        ) o
        CROSS JOIN LATERAL (
            SELECT t.state, t.at, CASE WHEN o.is_open AND pg_temp.die('owed', i, 2) = 0 THEN t.at END AS owed
            FROM (
                SELECT CASE WHEN o.is_open
                        THEN (ARRAY['NOUVELLE', 'EN_COURS', 'EN_COURS', 'EN_ATTENTE', 'TRANSFÉRÉE'])[1 + o.age % 5]
                        ELSE (ARRAY['RÉSOLUE', 'CLÔTURÉE', 'CLÔTURÉE', 'ARCHIVÉE'])[1 + o.age % 4] END AS state,
                    now() - CASE WHEN o.is_open THEN make_interval(secs => o.age % 300000)
                        ELSE make_interval(secs => 90000 + o.age) END AS at
            ) t
        ) d
        JOIN public.guest g ON g.guest_id = pg_temp.key('guest', 1 + i % (\(count) / 4))
        LEFT JOIN public.reservation r ON i % 7 > 0 AND r.res_id = pg_temp.key('stay', 1 + i % (\(count) / 3))
        LEFT JOIN public.property p ON p.property_id = r.property_id
        LEFT JOIN riad.zones z ON z.label = p.zone;
        UPDATE public.conversations SET zone_id = 0
        WHERE id = (SELECT c.id FROM public.conversations c WHERE c.state = 'NOUVELLE' ORDER BY c.id LIMIT 1);
        INSERT INTO public.conversation_messages (
            id, conversation_id, seq, sender_type, message_content, is_internal, created_at
        )
        SELECT pg_temp.key(c.id::text, n), c.id, n, CASE WHEN n % 3 = 1 THEN 'guest' ELSE 'agent' END,
            (ARRAY['Bonjour, quand puis-je venir ?', 'Je cherche la réservation', 'The hot water is cold', 'Merci',
                'Le code de la porte ?', 'We arrive at', 'Parfait', 'Un taxi pour la gare', 'Le parking ?', 'Hello'
            ])[1 + pg_temp.die(c.id::text, n, 10)] || ' ' || pg_temp.die(c.id::text, -n, 5000), n = 5,
            c.last_message_at - make_interval(mins => (5 - n) * 7)
        FROM public.conversations c, generate_series(1, 5) n;
        UPDATE public.conversation_messages m SET channel_account = 'wa1', channel_message_id = 'sent ' || n.nth
        FROM (
            SELECT m.id, row_number() OVER (ORDER BY m.id) AS nth FROM public.conversation_messages m WHERE m.seq = 2
        ) n
        WHERE m.id = n.id;
        INSERT INTO riad.read_marks (user_id, conversation_id, last_read_seq)
        SELECT c.assigned_agent_id, c.id, 3 FROM public.conversations c WHERE c.assigned_agent_id IS NOT NULL;
        INSERT INTO riad.assignments (conversation_id, action, to_agent_id, assign_version)
        SELECT c.id, 'assignment', c.assigned_agent_id, 0
        FROM public.conversations c WHERE c.assigned_agent_id IS NOT NULL;
        COMMIT
        """
    }

    /// The SQL for a fixed number of open conversations assigned to each person.
    private static func work(of people: [TestPerson]) -> String {
        let ids = people.map { "'\($0.id)'" }.joined(separator: ", ")
        return """
            BEGIN;
            SET LOCAL session_replication_role = replica;
            UPDATE public.conversations c
            SET assigned_agent_id = (ARRAY[\(ids)]::uuid[])[1 + n.nth % \(people.count)], state = 'EN_COURS',
                transferred_to_role = NULL
            FROM (
                SELECT w.id, row_number() OVER (ORDER BY w.id) AS nth FROM public.conversations w
                WHERE w.is_open AND w.state <> 'NOUVELLE' AND w.reservation_id IS NOT NULL
                ORDER BY w.id LIMIT 5 * \(people.count)
            ) n
            WHERE c.id = n.id;
            COMMIT
            """
    }
}

extension Optional {
    /// Unwraps a value that the test requires.
    fileprivate func unwrapped() throws -> Wrapped {
        guard let self else { throw TestSupportError("nothing there to go on with") }
        return self
    }
}

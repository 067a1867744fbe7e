import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Narrowing the inbox by tags, stays, WhatsApp's window and words")
struct NarrowingTests {
    /// What a row is filtered by, as row security alone shows it.
    struct Facts {
        let id: Identifier<Conversation>
        let tags: [String]
        let stay: String
        /// The minutes left of the window; nil on other channels, 0 and less where it is closed.
        let left: Int32?
        let words: [String]

        init(row: Row) throws(DecodingError) {
            (id, tags, stay, left, words) = (try row[0], try row[1], try row[2], try row[3], try row[4])
        }
    }

    /// Some hundred conversations with every kind of stay, window and tag, guests of few names and messages of few words.
    private static func fill(_ deployment: Deployment, person: TestPerson) throws {
        try deployment.database.run(
            """
            SELECT setseed(0.5);
            CREATE FUNCTION pg_temp.one_of(text[]) RETURNS text LANGUAGE sql VOLATILE
                AS 'SELECT $1[1 + floor(random() * cardinality($1))]';
            INSERT INTO public.guest (org_id, first_name, last_name)
            SELECT gen_random_uuid(), pg_temp.one_of('{Sofia,Élodie,James,أمينة}'), pg_temp.one_of('{Moreau,Schmidt,NULL}')
            FROM generate_series(1, 60);
            INSERT INTO public.property (org_id, name, address, zone)
            SELECT gen_random_uuid(), pg_temp.one_of('{Riad Majorelle,Dar Océan,Marina 4B}') || ' ' || n, 'x',
                (ARRAY['casablanca_centre', 'marrakech_gueliz', NULL]::geographical_zone[])[1 + n % 3]
            FROM generate_series(1, 12) n;
            INSERT INTO public.reservation (org_id, guest_id, property_id, check_in, check_out, status)
            SELECT gen_random_uuid(), g.guest_id, p.property_id, d.day, d.day + 1 + floor(random() * 3)::int,
                CASE WHEN random() < 0.15 THEN 'cancelled' ELSE 'confirmed' END
            FROM public.guest g
            CROSS JOIN LATERAL (SELECT property_id FROM public.property ORDER BY random(), g.guest_id LIMIT 1) p
            CROSS JOIN LATERAL (
                SELECT (now() AT TIME ZONE 'Africa/Casablanca')::date - 4 + floor(random() * 8)::int AS day
                WHERE g.guest_id IS NOT NULL
            ) d;
            INSERT INTO public.conversations (
                guest_id, reservation_id, channel_type, state, priority, tags, assigned_agent_id, last_message_at,
                last_guest_at, owed_since
            )
            SELECT r.guest_id, CASE WHEN n % 5 > 0 THEN r.res_id END,
                pg_temp.one_of('{whatsapp,whatsapp,email}'), d.state, pg_temp.one_of('{low,medium,high,urgent}'),
                ARRAY(SELECT t FROM unnest('{wifi,WiFi,été,late check-out}'::text[]) t WHERE random() < 0.25 AND n > 0),
                CASE WHEN d.state <> 'NOUVELLE' AND random() < 0.4 THEN '\(person.id)'::uuid END,
                timestamptz '2026-01-01Z' + make_interval(hours => floor(random() * 40)::int),
                CASE WHEN random() < 0.8 THEN now() - make_interval(mins => floor(random() * 2000)::int) END,
                CASE WHEN random() < 0.4 THEN now() - interval '1 hour' END
            FROM (SELECT r.*, row_number() OVER () AS m FROM public.reservation r) r
            JOIN generate_series(1, 420) n ON n % 60 + 1 = r.m
            CROSS JOIN LATERAL (
                SELECT pg_temp.one_of('{NOUVELLE,EN_COURS,EN_ATTENTE,RÉSOLUE,CLÔTURÉE}') AS state WHERE n > 0
            ) d;
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content)
            SELECT c.id, n, 'guest', pg_temp.one_of(
                '{The hot water is cold,Water! hot?,Le code d''entrée,L''ENTREE du Riad,wifi,Où est la clé,الماء الساخن}'
            )
            FROM public.conversations c, generate_series(1, 2) n;
            ANALYZE
            """
        )
    }

    private static func readable(on connection: Connection) throws -> [Facts] {
        let statement = Statement(
            "facts",
            """
            SELECT c.id, c.tags, CASE
                    WHEN r.res_id IS NULL THEN 'none' WHEN r.status = 'cancelled' THEN 'cancelled'
                    WHEN r.check_in > d.today THEN 'upcoming' WHEN r.check_in = d.today THEN 'arriving'
                    WHEN r.check_out > d.today THEN 'staying' WHEN r.check_out = d.today THEN 'departing'
                    ELSE 'past' END,
                CASE c.channel_type WHEN 'whatsapp'
                    THEN 1440 - coalesce(extract(epoch FROM now() - c.last_guest_at) / 60, 9999)::int END,
                array_remove(ARRAY[concat_ws(' ', g.first_name, g.last_name), p.name] || c.tags || ARRAY(
                    SELECT m.message_content FROM public.conversation_messages m WHERE m.conversation_id = c.id
                ), NULL)
            FROM public.conversations c
            CROSS JOIN (SELECT (now() AT TIME ZONE 'Africa/Casablanca')::date AS today) d
            LEFT JOIN public.reservation r ON r.res_id = (
                SELECT o.res_id FROM public.reservation o WHERE o.res_id = c.reservation_id
            )
            LEFT JOIN public.guest g ON g.guest_id = c.guest_id
            LEFT JOIN public.property p ON p.property_id = c.property_id
            """
        )
        return try connection.run(
            Request(reading: statement) { rows throws(DecodingError) in
                try rows.map { row throws(DecodingError) in try Facts(row: row) }
            }
        )
    }

    /// What is asked, and which rows it means.
    private static let questions: [(text: String, fits: @Sendable (Facts) -> Bool)] = [
        ("tag:wifi", { $0.has("wifi") }),
        ("tag:WIFI tag:ete", { $0.has("wifi") && $0.has("été") }),
        ("tag:\"Late Check-Out\",été", { $0.has("late check-out") || $0.has("été") }),
        ("-tag:wifi", { !$0.has("wifi") }),
        ("tag:été -tag:wifi,\"late check-out\"", { $0.has("été") && !$0.has("wifi") && !$0.has("late check-out") }),
        ("tag:late", { _ in false }),
        ("stay:arriving", { $0.stay == "arriving" }),
        ("stay:departing,none", { ["departing", "none"].contains($0.stay) }),
        ("-stay:past,cancelled,none", { !["past", "cancelled", "none"].contains($0.stay) }),
        ("stay:staying,upcoming", { ["staying", "upcoming"].contains($0.stay) }),
        ("stay:cancelled", { $0.stay == "cancelled" }),
        ("wa:open", { ($0.left ?? 0) > 0 }), ("wa:closed", { ($0.left ?? 1) <= 0 }),
        ("sofia", { $0.says("sofia") }), ("ELODIE moreau", { $0.says("élodie") && $0.says("moreau") }),
        ("ocean", { $0.says("océan") }), ("wifi", { $0.says("wifi") }),
        ("\"hot water\"", { $0.says("hot water") }), ("hot water", { $0.says("hot") && $0.says("water") }),
        ("entree riad", { $0.says("entree") && $0.says("riad") }), ("entr*", { $0.says("entree") }),
        ("-wifi", { !$0.says("wifi") }), ("schmidt -\"hot water\"", { $0.says("schmidt") && !$0.says("hot water") }),
        ("-sofia -tag:wifi wa:open", { !$0.says("sofia") && !$0.has("wifi") && ($0.left ?? 0) > 0 }),
        ("الساخن", { $0.says("الساخن") }),
        (
            "tag:wifi stay:arriving sofia",
            {
                $0.has("wifi") && $0.stay == "arriving" && $0.says("sofia")
            }
        ),
    ]

    @Test(
        "Every order, both ways, shows what holding each readable row against it would",
        arguments: [
            (AppRole.agent, false), (.agent, true), (.superviseur, true), (.technicien, false),
        ]
    )
    func paging(role: AppRole, isolated: Bool) throws {
        let deployment = try Deployment()
        let person = try deployment.database.person(role, zones: ["casablanca_centre"])
        try Self.fill(deployment, person: person)
        if isolated { try deployment.isolateZones() }
        let connection = deployment.database.connection(as: person)
        let reader = try #require(try deployment.reader(person))
        let all = try Self.readable(on: connection)
        #expect(all.count > 50)
        #expect((all.count == 420) == (role == .superviseur || role == .agent && !isolated))
        let reading = QueryReading(zones: try connection.run(Session.zones()), own: reader.zones)
        var answered = 0
        for (number, question) in Self.questions.enumerated() {
            let order = InboxOrder.allCases[number % 3]
            let states = number % 2 == 0 ? "state:all " : ""
            let query = try reading.query(states + question.text, order: order)
            let plain = InboxQuery(states: query.states, order: order)
            let expected = try Self.walk(plain, on: connection, reader, limit: 200).filter { row in
                all.contains { $0.id == row && question.fits($0) }
            }
            if !expected.isEmpty { answered += 1 }
            let limit = [7, 23, 50][number % 3]
            let down = try Self.walk(query, on: connection, reader, limit: limit)
            let up = try Self.walk(query, on: connection, reader, limit: limit, backwards: true)
            #expect(down == expected, "\(role) \(question.text)")
            #expect(up == expected, "\(role) \(question.text)")
            let assigned = InboxQuery(
                states: query.states,
                assignment: .mine,
                narrowing: query.narrowing,
                order: order
            )
            let mine = try Self.walk(
                InboxQuery(states: query.states, assignment: .mine, order: order),
                on: connection,
                reader,
                limit: 200
            )
            #expect(
                try Self.walk(assigned, on: connection, reader, limit: limit)
                    == expected.filter { mine.contains($0) }
            )
        }
        if role == .superviseur { #expect(answered == Self.questions.count - 1) }
    }

    @Test("Changing all that match changes what is shown, and nothing that isn't")
    func bulk() throws {
        let deployment = try Deployment()
        let boss = try deployment.database.person(.superviseur)
        try Self.fill(deployment, person: boss)
        let connection = deployment.database.connection(as: boss)
        let reader = try #require(try deployment.reader(boss))
        for text in ["tag:wifi stay:arriving,past", "sofia -\"hot water\"", "wa:open -tag:wifi state:all"] {
            let query = try QueryReading(zones: [], own: []).query(text, order: .priority)
            let shown = Set(try Self.walk(query, on: connection, reader, limit: 50))
            let mark = BulkChange.addTags(["mark"])
            let report = try connection.run(
                try Bulk.applyToAll(mark, matching: query, upTo: .endOfTime, by: reader)
            )
            #expect(report.done == Int64(shown.count) && !shown.isEmpty)
            let marked = try QueryReading(zones: [], own: []).query("tag:mark state:all", order: .priority)
            #expect(Set(try Self.walk(marked, on: connection, reader, limit: 50)) == shown)
            _ = try connection.run(try Bulk.undo(report.batch, by: reader))
        }
    }

    @Test("A login that asks the functions itself learns nothing of what it doesn't read")
    func attacks() throws {
        let deployment = try Deployment()
        let person = try deployment.database.person(.technicien)
        let hidden = try deployment.conversation(.nouvelle)
        try deployment.guestWrites(1, in: hidden)
        try deployment.database.run("UPDATE public.conversations SET tags = '{secret}' WHERE id = '\(hidden)'")
        let connection = deployment.database.connection(as: person)
        func count(_ from: String) throws -> Int64 {
            try connection.run(
                Request(reading: Statement(name: "attack", text: "SELECT count(*) FROM \(from)")) {
                    rows throws(DecodingError) in try rows.single()[0]
                }
            )
        }
        let tagged = "ROW('{secret}', '{1}', '{}', '{}', '', 0, '{}', '{}')::riad.narrowing"
        let said = "ROW('{}', '{}', '{}', '{}', '', 0, '{message}', '{}')::riad.narrowing"
        let place = "9::smallint, 'infinity', '-infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'"
        for wanted in [tagged, said] {
            let page = "'{NOUVELLE}', '{}', '{}', 'anyone', \(place), 50, 'activity', false, \(wanted)"
            #expect(try count("riad.narrowed(ARRAY['\(hidden)'::uuid], \(wanted))") == 0)
            #expect(try count("unnest(riad.narrowed_by_index(\(page)))") == 0)
            #expect(try count("riad.narrowed_inbox(\(page))") == 0)
            #expect(
                try refusal {
                    _ = try count(
                        "riad.matching(riad.session_rights(), '{NOUVELLE}', '{}', '{}', 'anyone', 'infinity', \(wanted))"
                    )
                } == "42501"
            )
        }
        let odd = [
            "NULL::riad.narrowing", "ROW('{a}', '{}', '{}', '{}', '', 0, '{}', '{}')::riad.narrowing",
            "ROW('{}', '{}', '{}', '{now}', '', 0, '{}', '{}')::riad.narrowing",
            "ROW('{}', '{}', '{}', '{}', 'x', 0, '{}', '{}')::riad.narrowing",
            "ROW('{}', '{}', '{}', '{}', '', 0, array_fill('a'::text, ARRAY[21]), '{}')::riad.narrowing",
            "ROW('{}', '{}', '{}', '{}', '', 0, '{!}', '{}')::riad.narrowing",
        ]
        for wanted in odd {
            #expect(try refusal { _ = try count("riad.narrowed(ARRAY['\(hidden)'::uuid], \(wanted))") } == "RI010")
        }
    }

    @Test(
        "Values full of another language's signs are text",
        arguments: [
            "'; DROP TABLE riad.outbox --", "%", "_a'", "a:* & !b | (c <-> d)", "$1 %L %s {down}", "\\' || x",
            "{wifi,\\}", "\u{202E}evil\u{2066}", "NULL", "ab*c* x*", "E'\\x27'",
        ]
    )
    func foreignSigns(text: String) throws {
        let deployment = try Deployment()
        let agent = try deployment.database.person(.agent)
        let reader = try #require(try deployment.reader(agent))
        let connection = deployment.database.connection(as: agent)
        let id = try deployment.conversation(.nouvelle)
        let setting = Statement("tag", "UPDATE public.conversations SET tags = $1 WHERE id = $2")
        try deployment.database.connection().run(
            Request<Void>(writing: setting, [Parameter([text]), Parameter(id)]) { _ throws(DecodingError) in }
        )
        for order in InboxOrder.allCases {
            var query = InboxQuery(order: order)
            query.narrowing.tags = [[text]]
            #expect(try Self.walk(query, on: connection, reader, limit: 5) == [id])
            query.narrowing = InboxNarrowing()
            query.narrowing.withoutTags = [text]
            #expect(try Self.walk(query, on: connection, reader, limit: 5) == [])
            query.narrowing = InboxNarrowing()
            guard let term = QueryTerm(text) else { continue }
            query.narrowing.words = [term]
            _ = try Self.walk(query, on: connection, reader, limit: 5)
            query.narrowing.withoutWords = [term]
            #expect(try Self.walk(query, on: connection, reader, limit: 5) == [])
        }
    }

    private static func walk(
        _ query: InboxQuery,
        on connection: Connection,
        _ reader: Reader,
        limit: Int,
        backwards: Bool = false
    ) throws -> [Identifier<Conversation>] {
        var rows: [Conversation] = []
        var position: InboxPosition = backwards ? .last : .first
        while rows.count < 1000 {
            let page = try connection.run(try Inbox.page(query, at: position, limit: limit, for: reader))
            rows = backwards ? page + rows : rows + page
            guard page.count == limit, let first = page.first, let last = page.last else { break }
            position = backwards ? .before(InboxCursor(first)) : .after(InboxCursor(last))
        }
        return rows.map(\.id)
    }

    @Test("Says how much is left of the window to the minute, and nothing of other channels")
    func windows() throws {
        let deployment = try Deployment()
        let agent = try deployment.database.person(.agent)
        let reader = try #require(try deployment.reader(agent))
        let ids = try ["22:30", "23:50", "1:00", "25:00"].map { age in
            let id = try deployment.conversation(.nouvelle)
            try deployment.database.run(
                "UPDATE public.conversations SET last_guest_at = now() - interval '\(age)' WHERE id = '\(id)'"
            )
            return id
        }
        let mail = try deployment.conversation(.nouvelle)
        try deployment.database.run("UPDATE public.conversations SET channel_type = 'email' WHERE id = '\(mail)'")
        func found(_ text: String) throws -> Set<Identifier<Conversation>> {
            let query = try QueryReading(zones: [], own: []).query(text, order: .activity)
            return Set(try Self.walk(query, on: deployment.database.connection(as: agent), reader, limit: 50))
        }
        #expect(try found("wa:<2h") == [ids[0], ids[1]])
        #expect(try found("wa:<30m") == [ids[1]])
        #expect(try found("wa:>2h") == [ids[2]])
        #expect(try found("wa:open") == [ids[0], ids[1], ids[2]])
        #expect(try found("wa:closed") == [ids[3]])
    }
}

extension NarrowingTests.Facts {
    private static func folded(_ text: String) -> String {
        String(text.lowercased().map { ["é": "e", "à": "a", "ù": "u"][$0] ?? $0 })
    }

    func has(_ tag: String) -> Bool { tags.contains { Self.folded($0) == Self.folded(tag) } }

    /// Whether the words stand side by side in one of the texts.
    func says(_ wanted: String) -> Bool {
        let wanted = Self.folded(wanted).split(separator: " ")
        return words.contains { text in
            let found = Self.folded(text).split { !$0.isLetter && !$0.isNumber }
            return found.indices.contains { found[$0...].starts(with: wanted) }
        }
    }
}

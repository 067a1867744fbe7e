import Domain
import Postgres
import Repositories
import TestSupport

/// Conversations to test queries on, and the facts that the rows alone tell.
enum FilterFixture {
    /// The values a row is filtered by, as row security shows them.
    struct Facts {
        let id: Identifier<Conversation>
        let tags: [String]
        let stay: String
        /// The minutes left of the messaging window; nil on other channels, 0 or less if it is closed.
        let left: Int32?
        let words: [String]

        init(row: Row) throws(DecodingError) {
            (id, tags, stay, left, words) = (try row[0], try row[1], try row[2], try row[3], try row[4])
        }
    }

    /// Creates several hundred conversations with every kind of reservation, window and tag, few distinct guest names
    /// and few distinct words.
    static func fill(_ deployment: CompanyFixture, person: TestPerson) throws {
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

    /// All rows readable on a connection.
    static func readable(on connection: Connection) throws -> [Facts] {
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

    /// The ids of all pages of a query, in order.
    static func walk(
        _ query: InboxQuery,
        on connection: Connection,
        _ user: CurrentUser,
        limit: Int,
        backwards: Bool = false
    ) throws -> [Identifier<Conversation>] {
        var rows: [Conversation] = []
        var position: InboxPosition = backwards ? .last : .first
        while rows.count < 1000 {
            let page = try connection.run(try Inbox.page(query, at: position, limit: limit, for: user))
            rows = backwards ? page + rows : rows + page
            guard page.count == limit, let first = page.first, let last = page.last else { break }
            position = backwards ? .before(InboxCursor(first)) : .after(InboxCursor(last))
        }
        return rows.map(\.id)
    }
}

extension FilterFixture.Facts {
    private static func folded(_ text: String) -> String {
        String(text.lowercased().map { ["é": "e", "à": "a", "ù": "u"][$0] ?? $0 })
    }

    func has(_ tag: String) -> Bool { tags.contains { Self.folded($0) == Self.folded(tag) } }

    /// Whether one of the texts contains the words in sequence.
    func says(_ wanted: String) -> Bool {
        let wanted = Self.folded(wanted).split(separator: " ")
        return words.contains { text in
            let found = Self.folded(text).split { !$0.isLetter && !$0.isNumber }
            return found.indices.contains { found[$0...].starts(with: wanted) }
        }
    }
}

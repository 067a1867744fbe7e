import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Filters called by hand, and with strange values")
struct InboxFiltersAttackTests {
    @Test("A login that asks the functions itself learns nothing of what it doesn't read")
    func attacks() throws {
        let deployment = try CompanyFixture()
        let person = try deployment.database.person(.technicien)
        let hidden = try deployment.conversation(.nouvelle)
        try deployment.guestWrites(1, in: hidden)
        try deployment.database.run("UPDATE public.conversations SET tags = '{secret}' WHERE id = '\(hidden)'")
        let user = deployment.database.connection(as: try deployment.database.person(.agent))
        func count(_ from: String, on connection: Connection) throws -> Int64 {
            try connection.run(
                Request(reading: Statement(name: "attack", text: "SELECT count(*) FROM \(from)")) {
                    rows throws(DecodingError) in try rows.single()[0]
                }
            )
        }
        let connection = deployment.database.connection(as: person)
        let tagged = "ROW('{secret}', '{1}', '{}', '{}', '', 0, '{}', '{}', '', '{}', '{}')::riad.inbox_filters"
        let said = "ROW('{}', '{}', '{}', '{}', '', 0, '{message}', '{}', '', '{}', '{}')::riad.inbox_filters"
        let place = "9::smallint, 'infinity', '-infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'"
        for wanted in [tagged, said] {
            let page = "'{NOUVELLE}', '{}', '{}', 'anyone', \(place), 50, 'activity', false, \(wanted)"
            #expect(try count("riad.filtered_inbox_page(\(page))", on: connection) == 0)
            #expect(try count("riad.filtered_inbox_page(\(page))", on: user) == 1)
            for inner in [
                "riad.filter_conversations(ARRAY['\(hidden)'::uuid], \(wanted))",
                "unnest(riad.filtered_page_by_index(\(page)))",
                "riad.conversations_matching_words(riad.session_rights(), '{}', riad.zoned_phrase_queries('message'))",
                "unnest(riad.readable_outside_zones(riad.session_rights(), '{}'))",
                "riad.search_entries_from('\(hidden)', -1)",
                "riad.matching_conversations(riad.session_rights(), '{NOUVELLE}', '{}', '{}', 'anyone', 'infinity', \(wanted))",
            ] {
                #expect(try refusal { _ = try count(inner, on: connection) } == "42501", "\(inner)")
            }
        }
        let odd = [
            "NULL::riad.inbox_filters",
            "ROW('{a}', '{}', '{}', '{}', '', 0, '{}', '{}', '', '{}', '{}')::riad.inbox_filters",
            "ROW('{}', '{}', '{}', '{now}', '', 0, '{}', '{}', '', '{}', '{}')::riad.inbox_filters",
            "ROW('{}', '{}', '{}', '{}', 'x', 0, '{}', '{}', '', '{}', '{}')::riad.inbox_filters",
            "ROW('{}', '{}', '{}', '{}', '', 0, array_fill('a'::text, ARRAY[21]), '{}', '', '{}', '{}')::riad.inbox_filters",
            "ROW('{}', '{}', '{}', '{}', '', 0, '{!}', '{}', '', '{}', '{}')::riad.inbox_filters",
        ]
        for wanted in odd {
            let page = "'{NOUVELLE}', '{}', '{}', 'anyone', \(place), 50, 'activity', false, \(wanted)"
            #expect(
                try refusal { _ = try count("riad.filtered_inbox_page(\(page))", on: user) }
                    == Refusal.invalidInput.state,
                "\(wanted)"
            )
        }
    }

    @Test("No login learns from statistics which words and tags there are where it doesn't read")
    func statistics() throws {
        let deployment = try CompanyFixture()
        let agent = try deployment.database.person(.agent, zones: ["rabat_agdal"])
        try deployment.isolateZones()
        try deployment.database.run(
            """
            INSERT INTO public.conversations (channel_type, state, tags, zone_id)
            SELECT 'email', 'NOUVELLE', '{secret}', 3 FROM generate_series(1, 1200);
            ANALYZE public.conversations, riad.search_entries
            """
        )
        let statistics = Statement(
            name: "attack",
            text: "SELECT count(*) FROM pg_stats WHERE most_common_elems::text LIKE '%secret%'"
        )
        func known(to connection: Connection) throws -> Int64 {
            try connection.run(Request(reading: statistics) { rows throws(DecodingError) in try rows.single()[0] })
        }
        #expect(try known(to: deployment.database.connection()) > 0)
        #expect(try known(to: deployment.database.connection(as: agent)) == 0)
    }

    @Test(
        "Values full of another language's signs are text",
        arguments: [
            "'; DROP TABLE riad.outbox --", "%", "_a'", "a:* & !b | (c <-> d)", "$1 %L %s {down}", "\\' || x",
            "{wifi,\\}", "\u{202E}evil\u{2066}", "NULL", "ab*c* x*", "E'\\x27'",
        ]
    )
    func foreignSigns(text: String) throws {
        let deployment = try CompanyFixture()
        let agent = try deployment.database.person(.agent)
        let user = try #require(try deployment.user(agent))
        let connection = deployment.database.connection(as: agent)
        let id = try deployment.conversation(.nouvelle)
        let setting = Statement("tag", "UPDATE public.conversations SET tags = $1 WHERE id = $2")
        try deployment.database.connection().run(
            Request<Void>(writing: setting, [Parameter([text]), Parameter(id)]) { _ throws(DecodingError) in }
        )
        for order in InboxOrder.allCases {
            var query = InboxQuery(order: order)
            query.filters.tags = [[text]]
            #expect(try FilterFixture.walk(query, on: connection, user, limit: 5) == [id])
            query.filters = InboxFilters()
            query.filters.withoutTags = [text]
            #expect(try FilterFixture.walk(query, on: connection, user, limit: 5) == [])
            query.filters = InboxFilters()
            guard let term = QueryTerm(text) else { continue }
            query.filters.words = [term]
            _ = try FilterFixture.walk(query, on: connection, user, limit: 5)
            query.filters.withoutWords = [term]
            #expect(try FilterFixture.walk(query, on: connection, user, limit: 5) == [])
        }
    }
}

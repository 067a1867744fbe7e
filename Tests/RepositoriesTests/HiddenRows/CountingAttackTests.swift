import Domain
import Postgres
import TestSupport
import Testing

@Suite("What plans and counters tell of what a login doesn't read")
struct CountingAttackTests {
    private let house: SQLFixture
    private let technician: TestPerson
    init() throws {
        house = try SQLFixture()
        technician = try house.database.person(.technicien)
    }

    private func plan(_ question: String, options: String, on session: Connection) throws -> String? {
        try house.text("EXPLAIN (\(options), COSTS OFF, SUMMARY OFF, FORMAT JSON) \(question)", on: session)
    }

    @Test(
        "No index takes a guess about a channel's id of a message, the name of somebody's own view, or of a property",
        arguments: [
            ("public.conversation_messages", "channel_account = 'wa1' AND channel_message_id", "wamid.33612345678"),
            ("riad.audit", "row_key", "What Sofia said"), ("public.property", "name", "Riad Majorelle"),
        ]
    )
    func indexedTexts(table: String, column: String, value: String) throws {
        let boss = try house.database.person(.superviseur)
        let talk = try house.conversation()
        try house.database.run(
            """
            INSERT INTO public.conversation_messages
                (conversation_id, seq, sender_type, message_content, channel_account, channel_message_id)
            VALUES ('\(talk)', 1, 'guest', 'Bonjour', 'wa1', 'wamid.33612345678')
            """
        )
        let view = "SELECT riad.save_view(NULL, NULL, 'What Sofia said', 'late', NULL, false)"
        #expect(try house.refusal(of: view, as: boss.login) == nil)
        let session = house.database.connection(as: technician)
        try session.run(script: "SET enable_seqscan = off", name: "force")
        func plan(_ guess: String) throws -> String? {
            try self.plan(
                "SELECT 1 FROM \(table) WHERE \(column) = '\(guess)'",
                options: "ANALYZE, BUFFERS OFF, TIMING OFF",
                on: session
            )?
            .replacing(guess, with: "")
        }
        let right = try plan(value)
        #expect(right != nil)
        #expect(try plan("nothing of the kind") == right)
    }

    /// Twenty stays of somebody else, from that day on.
    private func addStays(from day: String) throws {
        try house.database.run(
            """
            INSERT INTO public.reservation (org_id, guest_id, property_id, source, check_in, check_out)
            SELECT '\(SQLFixture.organisation)', '\(SQLFixture.guest)', '\(SQLFixture.property)', 'direct', \(day), \(day) + 3
            FROM generate_series(1, 20)
            """
        )
    }

    /// What a call makes of the tables that it reads, as everybody may ask it of their own session.
    private func work(_ call: String, with settings: String) throws -> String? {
        let session = house.database.connection(as: technician)
        try session.run(script: "BEGIN; \(settings); SELECT count(*) FROM \(call)", name: "call")
        return try house.text(
            """
            SELECT string_agg(concat_ws(' ', s.relname, s.seq_scan, s.seq_tup_read, s.idx_scan, s.idx_tup_fetch), ', '
                ORDER BY s.relname)
            FROM pg_stat_xact_all_tables s WHERE s.relname IN ('conversations', 'reservation')
            """,
            on: session
        )
    }

    @Test(
        "How many stays others have on a day costs a listing nothing, however its plan is bent",
        arguments: [
            "SET LOCAL enable_seqscan = on",
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashagg = off",
            """
            SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashagg = off;
            SET LOCAL enable_sort = off; SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off;
            SET LOCAL enable_material = off
            """,
        ]
    )
    func listing(settings: String) throws {
        _ = try house.conversation(assignedTo: technician)
        try addStays(from: "current_date + 40")
        func work(_ status: String, _ from: Int) throws -> String? {
            let days = "current_date + \(from), current_date + \(from + 2)"
            let call = "riad.reservations(NULL, NULL, NULL, NULL, \(status), \(days), 100)"
            return try self.work(call, with: settings)
        }
        let none = try work("NULL", 400)
        #expect(none != nil)
        #expect(try work("NULL", 40) == none)
        #expect(try work("'confirmed'", 40) == none)
        #expect(try work("'pending'", 40) == none)
    }

    @Test(
        "A query by stays counts none that its reader doesn't read, however its plan is bent",
        arguments: [
            "SET LOCAL enable_nestloop = off", "SET LOCAL enable_nestloop = off; SET LOCAL enable_hashjoin = off",
        ]
    )
    func filtering(settings: String) throws {
        _ = try house.conversation(assignedTo: technician)
        for day in ["current_date", "current_date - 1", "current_date - 1", "current_date + 9"] {
            try addStays(from: day)
        }
        func work(_ stay: String) throws -> String? {
            let wanted = "ROW('{}', '{}', '{}', '{\(stay)}', '', 0, '{}', '{}', '', '{}', '{}')::riad.inbox_filters"
            let place = "9::smallint, 'infinity', '-infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'"
            let call =
                "riad.filtered_inbox_page('{EN_COURS}', '{}', '{}', 'anyone', \(place), 50, 'activity', false, \(wanted))"
            return try self.work(call, with: "SET LOCAL enable_seqscan = off; \(settings)")
        }
        let none = try work("past")
        #expect(none != nil)
        for stay in ["arriving", "departing", "staying", "upcoming", "cancelled"] {
            #expect(try work(stay) == none, "\(stay)")
        }
    }

    @Test(
        "How many stays begin on a day no estimate tells",
        arguments: [
            ("public.reservation", "check_in"), ("public.reservation", "check_out"),
            ("public.conversations", "shown_check_in"), ("public.conversations", "shown_check_out"),
        ]
    )
    func estimates(table: String, column: String) throws {
        for _ in 1...20 { _ = try house.conversation() }
        try addStays(from: "DATE '2030-01-01'")
        try house.database.run("ANALYZE public.reservation, public.conversations")
        let session = house.database.connection(as: technician)
        func estimate(_ day: String) throws -> String? {
            let explain = "EXPLAIN (FORMAT JSON) SELECT 1 FROM \(table) WHERE \(column) = '\(day)'"
            return try house.text(explain, on: session)?.replacing(day, with: "")
        }
        let none = try estimate("2031-01-01")
        #expect(none != nil)
        let arrival = try #require(try house.text("SELECT (current_date - 1)::text"))
        let departure = try #require(try house.text("SELECT (current_date + 5)::text"))
        for day in ["2030-01-01", "2030-01-04", arrival, departure] {
            #expect(try estimate(day) == none, "\(day)")
        }
    }
}

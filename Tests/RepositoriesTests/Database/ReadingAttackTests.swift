import Domain
import Postgres
import TestSupport
import Testing

@Suite("Attacks on what others may read")
struct ReadingAttackTests {
    private let house: SQLFixture
    init() throws { house = try SQLFixture() }

    private func count(_ table: String, as person: TestPerson) throws -> String? {
        try house.text("SELECT count(*)::text FROM \(table)", as: person.login)
    }

    @Test("A table's rows go to exactly the roles that may read it", arguments: AppRole.all)
    func tables(role: AppRole) throws {
        let person = try house.database.person(role)
        let colleague = try house.database.person(.agent)
        let talk = try house.conversation()
        try house.database.run(
            """
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, message_content)
            VALUES ('\(talk)', 1, 'guest', 'hello');
            INSERT INTO riad.attachments (conversation_id, name) VALUES ('\(talk)', 'passport.jpg');
            INSERT INTO public.webhook_configs (name, endpoint_url, secret_token) VALUES ('x', 'http://x', 'sesame');
            INSERT INTO public.webhook_logs (event_type, payload) VALUES ('x', '{}');
            INSERT INTO public.workflow_metrics (workflow_name) VALUES ('x');
            INSERT INTO riad.read_marks (user_id, conversation_id, last_read_seq) VALUES ('\(colleague.id)', '\(talk)', 1)
            """
        )
        let isDesk = Rights.inboxRoles.contains(role)
        let supervises = [AppRole.superAdmin, .administrateur, .superviseur].contains(role)
        let administers = [AppRole.superAdmin, .administrateur].contains(role)
        let desk = [
            "public.conversations", "public.conversation_messages", "public.guest", "public.reservation",
            "public.property", "riad.attachments",
        ]
        for table in desk {
            #expect(try count(table, as: person) == (isDesk ? "1" : "0"), "\(table)")
        }
        #expect(try count("public.profiles", as: person) == (isDesk ? "2" : "1"))
        #expect(try count("public.user_roles", as: person) == (isDesk ? "2" : "1"))
        #expect(try count("public.workflow_metrics", as: person) == (supervises ? "1" : "0"))
        #expect(try count("public.webhook_logs", as: person) == (administers ? "1" : "0"))
        #expect(
            try count("(SELECT id, has_secret FROM public.webhook_configs) w", as: person) == (administers ? "1" : "0")
        )
        #expect(try count("riad.read_marks", as: person) == "0")
        for table in ["riad.outbox", "riad.outbox_dead", "riad.logins", "riad.guest_addresses", "riad.migrations"] {
            let state = try house.refusal(of: "SELECT count(*) FROM \(table)", as: person.login)
            #expect(state == "42501" || table == "riad.migrations", "\(table)")
        }
    }

    @Test("Nobody reads a webhook's secret back, nor a colleague's e-mail address or telephone")
    func secrets() throws {
        let boss = try house.database.person(.superAdmin)
        try house.database.run(
            "INSERT INTO public.webhook_configs (name, endpoint_url, secret_token) VALUES ('x', 'http://x', 'sesame')"
        )
        let attempts = [
            "SELECT secret_token FROM public.webhook_configs", "SELECT * FROM public.webhook_configs",
            "SELECT w FROM public.webhook_configs w", "SELECT 1 FROM public.webhook_configs WHERE secret_token > 'a'",
            "SELECT email FROM public.profiles", "SELECT phone FROM public.profiles",
            "COPY public.webhook_configs TO STDOUT",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: boss.login) == "42501", "\(attempt)")
        }
        let shown = "SELECT has_secret::text FROM public.webhook_configs"
        #expect(try house.text(shown, as: boss.login) == "true")
    }

    @Test("A function that fails on a hidden row's value is not asked about hidden rows")
    func leaking() throws {
        let technician = try house.database.person(.technicien)
        let talk = try house.conversation()
        try house.database.run("UPDATE public.conversations SET subject = 'door code 1234A' WHERE id = '\(talk)'")
        let attempts = [
            "SELECT count(subject::integer) FROM public.conversations WHERE subject::integer > 0",
            "SELECT 1 FROM public.guest WHERE email::integer = 1",
            "SELECT 1 FROM public.guest g JOIN (VALUES ('x')) v (x) ON g.email::integer = length(v.x)",
        ]
        for attempt in attempts {
            #expect(try house.refusal(of: attempt, as: technician.login) == nil, "\(attempt)")
        }
        #expect(
            try house.refusal(of: "SET row_security = off; SELECT * FROM public.guest", as: technician.login) == "42501"
        )
    }

    @Test(
        "What a plan tells of its work is the same whether a guess about a hidden row is right or wrong",
        arguments: ["technicien", "nobody", "isolated"]
    )
    func plans(user: String) throws {
        let person: TestPerson
        switch user {
        case "technicien": person = try house.database.person(.technicien)
        case "nobody": person = try house.database.person(.superAdmin, isActive: false)
        case _: person = try house.database.person(.agent, zones: ["tanger_ville"])
        }
        let talk = try house.conversation()
        try house.database.run(
            """
            UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation';
            UPDATE public.conversations SET subject = 'door code 1234';
            INSERT INTO public.conversation_messages (conversation_id, seq, sender_type, sender_name, message_content)
            VALUES ('\(talk)', 1, 'guest', 'Sofia', 'door code 1234');
            INSERT INTO riad.attachments (conversation_id, name) VALUES ('\(talk)', 'passport.jpg');
            INSERT INTO riad.guest_claims (guest_id, number, claim) VALUES ('\(SQLFixture.guest)', 1, 'sofia@example.org');
            ANALYZE
            """
        )
        let columns = [
            ("public.conversation_messages", "message_content"), ("public.conversations", "subject"),
            ("riad.attachments", "name"), ("public.guest", "phone"), ("public.reservation", "source"),
            ("riad.guest_claims", "claim"),
        ]
        let session = house.database.connection(as: person)
        func plan(_ table: String, _ condition: String) throws -> String? {
            let explain = "EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON)"
            try session.run(script: "SET cpu_operator_cost = 0.1", name: "cost")
            return try house.text(
                "\(explain) SELECT 1 FROM \(table) WHERE \(condition)",
                on: session
            )?
            .replacing(condition.suffix(6), with: "")
        }
        for (table, column) in columns {
            let low = try plan(table, "\(column) > 'aaaa'")
            #expect(low != nil)
            #expect(try plan(table, "\(column) > '\u{7E}\u{7E}\u{7E}\u{7E}'") == low, "\(table)")
        }
    }

    @Test(
        "No index takes a guess about a guest or a stay: a plan finds the same work on every day and for every number"
    )
    func indexedGuesses() throws {
        let technician = try house.database.person(.technicien)
        _ = try house.conversation()
        for guess in [
            "SELECT 1 FROM public.guest WHERE ext_id = 'x'", "SELECT 1 FROM public.reservation WHERE ext_id = 'HM1'",
            "SELECT 1 FROM public.reservation WHERE property_id = '\(SQLFixture.property)'",
            "SELECT 1 FROM public.reservation WHERE guest_id = '\(SQLFixture.guest)'",
            "SELECT 1 FROM public.property WHERE ext_id = 'P1'",
        ] {
            #expect(try house.refusal(of: guess, as: technician.login) == "42501", "\(guess)")
        }
        let session = house.database.connection(as: technician)
        try session.run(script: "SET enable_seqscan = off", name: "force")
        func plan(_ day: String) throws -> String? {
            try house.text(
                """
                EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT JSON)
                SELECT 1 FROM public.reservation WHERE check_in = \(day)
                """,
                on: session
            )
        }
        let wrong = try plan("DATE '2001-01-01'")?.replacing("2001-01-01", with: "")
        let day = try #require(try house.text("SELECT (current_date - 1)::text"))
        #expect(wrong?.contains("Index Cond") == false)
        #expect(try plan("DATE '\(day)'")?.replacing(day, with: "") == wrong)
        let claim = try house.text("EXPLAIN SELECT 1 FROM riad.guest_claims WHERE claim = 'x'", on: session)
        #expect(claim?.contains("Seq Scan") == true)
    }

    @Test("A role beside the desk reads what is assigned to them or transferred to their role, its guest and stay")
    func otherRoles() throws {
        let technician = try house.database.person(.technicien)
        let cleaner = try house.database.person(.femmeDeMenage)
        #expect(try count("public.guest", as: technician) == "0")
        let own = try house.conversation(assignedTo: technician)
        _ = try house.conversation("TRANSFÉRÉE", transferredTo: "technicien", hasStay: false)
        _ = try house.conversation("TRANSFÉRÉE", transferredTo: "responsable_qualite")
        #expect(try count("public.conversations", as: technician) == "2")
        #expect(try count("public.guest", as: technician) == "1")
        #expect(try count("public.reservation", as: technician) == "1")
        #expect(try count("public.property", as: technician) == "1")
        #expect(try count("public.conversations", as: cleaner) == "0")
        let reading = "SELECT riad.mark_read('\(own)', 1, NULL)"
        #expect(try house.refusal(of: reading, as: cleaner.login) == Refusal.notFound.state)
        let note = "SELECT riad.send_message(gen_random_uuid(), '\(own)', 'x', true, NULL, false)"
        #expect(try house.refusal(of: note, as: cleaner.login) == Refusal.notFound.state)
        #expect(try house.refusal(of: note, as: technician.login) == nil)
    }

    @Test("Under zone isolation an agent reads own zones, the common queue and what is theirs, guests likewise")
    func isolation() throws {
        try house.database.run("UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation'")
        let near = try house.database.person(.agent, zones: ["marrakech_gueliz"])
        let far = try house.database.person(.agent, zones: ["tanger_ville"])
        let steering = try house.database.person(.superviseur, zones: ["tanger_ville"])
        let there = try house.conversation("NOUVELLE")
        #expect(try count("public.conversations", as: near) == "1")
        #expect(try count("public.conversations", as: far) == "0")
        #expect(try count("public.guest", as: far) == "0")
        #expect(try count("public.conversations", as: steering) == "1")
        #expect(try house.refusal(of: "SELECT riad.claim('\(there)')", as: far.login) == Refusal.notFound.state)
        _ = try house.conversation("NOUVELLE", hasStay: false)
        #expect(try count("public.conversations", as: far) == "1")
        _ = try house.conversation(assignedTo: far)
        #expect(try count("public.conversations", as: far) == "2")
        try house.database.run("UPDATE riad.settings SET value = 'false' WHERE key = 'zone_isolation'")
        #expect(try count("public.conversations", as: far) == "3")
    }

    @Test("Rows asked for by id go to who reads the conversations, without what is the desk's alone")
    func rowsByIds() throws {
        try house.database.run("UPDATE riad.settings SET value = 'true' WHERE key = 'zone_isolation'")
        let colleague = try house.database.person(.agent, zones: ["marrakech_gueliz"])
        let technician = try house.database.person(.technicien)
        let far = try house.database.person(.agent, zones: ["tanger_ville"])
        let nobody = try house.database.person(.femmeDeMenage)
        let theirs = try house.conversation(assignedTo: colleague)
        let own = try house.conversation(assignedTo: technician)
        let transferred = try house.conversation("TRANSFÉRÉE", transferredTo: "technicien")
        let asked = "riad.conversation_rows(ARRAY['\(theirs)', '\(transferred)', '\(own)']::uuid[])"
        func ids(of person: TestPerson) throws -> String? {
            try house.text("SELECT string_agg(id::text, ' ') FROM \(asked)", as: person.login)
        }
        #expect(try ids(of: colleague) == "\(theirs) \(transferred) \(own)")
        #expect(try ids(of: technician) == "\(transferred) \(own)")
        #expect(try ids(of: far) == nil)
        #expect(try ids(of: nobody) == nil)
        let names = "SELECT concat_ws('|', guest_name IS NOT NULL, property_name, zone, assigned_name) FROM \(asked)"
        let seen = try house.text(names + " WHERE id = '\(own)'", as: colleague.login)
        #expect(seen?.split(separator: "|").count == 4)
        let shown = try house.text(names + " WHERE id = '\(own)'", as: technician.login)
        #expect(shown?.split(separator: "|").count == 4, "also where to go")
    }
}

import Dispatch
import Domain
import Loop
import Postgres
import TestSupport
import Testing

@Suite("Joining two records of one guest, and parting them")
struct GuestJoiningTests {
    private let house: GuestFixture
    private let agent: TestPerson
    init() throws {
        house = try GuestFixture()
        agent = try house.house.database.person(.agent)
    }

    /// What belongs to whom: conversations with their stays and shown names, stays, addresses, and the guests' fields.
    private func everything() throws -> String? {
        try house.house.text(
            """
            SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                SELECT concat_ws('|', 'c', c.id, c.guest_id, c.reservation_id, c.zone_id, c.journey_phase, c.shown_guest_name,
                    c.last_seq, c.state) FROM public.conversations c
                UNION ALL SELECT concat_ws('|', 'r', r.res_id, r.guest_id) FROM public.reservation r
                UNION ALL SELECT concat_ws('|', 'a', a.channel_account, a.address, a.guest_id) FROM riad.guest_addresses a
                UNION ALL SELECT concat_ws('|', 'l', l.guest_id, l.language) FROM riad.guest_languages l
                UNION ALL SELECT concat_ws('|', 'k', k.guest_id, k.claim) FROM riad.guest_claims k
                UNION ALL SELECT concat_ws('|', 's', e.conversation_id, e.seq, e.words) FROM riad.search_entries e
                UNION ALL SELECT concat_ws('|', 'g', g.guest_id, g.first_name, g.last_name, g.email, g.phone, g.country)
                    FROM public.guest g
            ) w (line)
            """
        )
    }

    /// Ana by mail and Ana by her booking, who were not found to be one.
    private func twoAnas() throws -> (mail: String, booked: String, talk: String) {
        let talk = try house.writes("email", from: "ana@example.com", named: "Ana", isAuthenticated: true)
        try house.books("b1", named: "Ana Ruiz", phone: "06 70 11 22 33", country: "ES")
        try house.writes("whatsapp", from: "212670112233", named: "Ana R.")
        let booked = try house.guest(ofBooking: "b1")
        try house.house.database.run("INSERT INTO riad.guest_languages VALUES ('\(booked)', 'es')")
        return (try house.guest(of: talk), booked, talk)
    }

    private func join(_ other: String, to kept: String) throws {
        _ = try house.house.text("SELECT riad.join_guests('\(kept)', '\(other)')::text", as: agent.login)
    }

    private func part(_ other: String) throws {
        _ = try house.house.text("SELECT riad.part_guest('\(other)')::text", as: agent.login)
    }

    @Test("Joined, the two are one guest with both addresses, the stay and what each knew", arguments: [true, false])
    func joined(keepsMail: Bool) throws {
        let anas = try twoAnas()
        let (kept, other) = keepsMail ? (anas.mail, anas.booked) : (anas.booked, anas.mail)
        try join(other, to: kept)
        #expect(try house.guests() == ["Ana Ruiz|b1|email with zone,whatsapp with zone"])
        let fields = "SELECT concat_ws('|', email, phone, country) FROM public.guest WHERE guest_id = '\(kept)'"
        #expect(try house.house.text(fields) == "ana@example.com|+212670112233|ES")
        #expect(try house.house.text("SELECT language FROM riad.guest_languages WHERE guest_id = '\(kept)'") == "es")
        // What comes next comes to the one that was kept, over either address and by either booking.
        #expect(try house.writes("email", from: "ana@example.com", isAuthenticated: true) == anas.talk)
        try house.books("b1", named: "Ana Ruiz Gil", phone: "06 70 11 22 33", email: "ana.ruiz@example.com")
        #expect(try house.guests() == ["Ana Ruiz Gil|b1|email with zone,whatsapp with zone"])
    }

    @Test("Parted, all is as it was before, and the two are not proposed again", arguments: [true, false])
    func parted(keepsMail: Bool) throws {
        let anas = try twoAnas()
        let before = try everything()
        let (kept, other) = keepsMail ? (anas.mail, anas.booked) : (anas.booked, anas.mail)
        try join(other, to: kept)
        #expect(try everything() != before)
        try part(other)
        #expect(try everything() == before)
        let proposed = "SELECT count(*)::text FROM riad.guest_duplicates(NULL, 10)"
        #expect(try house.house.text(proposed, as: agent.login) == "0")
        let trail = """
            SELECT string_agg(operation || ' ' || columns::text, ' ' ORDER BY id) FROM riad.audit WHERE table_name = 'guest_joins'
            """
        #expect(try house.house.text(trail) == "insert {kept_id,other_id} update {parted_at}")
        // And joined again, parted again.
        try join(other, to: kept)
        try part(other)
        #expect(try everything() == before)
    }

    @Test("What came since from the other's address goes with it when parted; what came from one's own stays")
    func partedLater() throws {
        let anas = try twoAnas()
        try join(anas.booked, to: anas.mail)
        try house.house.database.run(
            "UPDATE public.conversations SET state = 'ARCHIVÉE' WHERE guest_id = '\(anas.mail)'"
        )
        let number = try house.writes("whatsapp", from: "212670112233", named: "Ana R.")
        let mail = try house.writes("email", from: "ana@example.com", isAuthenticated: true)
        try part(anas.booked)
        #expect(try house.guest(of: number) == anas.booked)
        #expect(try house.guest(of: mail) == anas.mail)
    }

    @Test("A record joined to one that is joined in its turn comes back alone")
    func chain() throws {
        let anas = try twoAnas()
        let third = try house.guest(of: house.writes("sms", from: "+34600111222", named: "Ana R"))
        let before = try everything()
        try join(anas.booked, to: anas.mail)
        try join(anas.mail, to: third)
        #expect(try house.guests().count == 1)
        try part(anas.booked)
        #expect(try house.guest(ofBooking: "b1") == anas.booked)
        try part(anas.mail)
        #expect(try everything() == before)
    }

    @Test("Only the desk joins and parts, only what it sees, and nothing twice")
    func refused() throws {
        let anas = try twoAnas()
        let cleaner = try house.house.database.person(.femmeDeMenage)
        let joining = "SELECT riad.join_guests('\(anas.mail)', '\(anas.booked)')"
        let parting = "SELECT riad.part_guest('\(anas.booked)')"
        for text in [joining, parting, "SELECT riad.keep_guests_apart('\(anas.mail)', '\(anas.booked)')"] {
            #expect(try house.house.refusal(of: text, as: cleaner.login) == Refusal.notPermitted.state)
        }
        #expect(try house.house.refusal(of: parting, as: agent.login) == Refusal.conflict.state)
        let unknown = "00000000-0000-4000-8000-00000000ffff"
        #expect(
            try house.house.refusal(of: "SELECT riad.join_guests('\(anas.mail)', '\(unknown)')", as: agent.login)
                == Refusal.notFound.state
        )
        #expect(
            try house.house.refusal(of: "SELECT riad.join_guests('\(anas.mail)', '\(anas.mail)')", as: agent.login)
                == Refusal.invalidInput.state
        )
        #expect(try house.house.refusal(of: joining, as: agent.login) == nil)
        #expect(try house.house.refusal(of: joining, as: agent.login) == Refusal.conflict.state)
        let edit = """
            SELECT riad.edit_guest(guest_id, xmin::text::bigint, 'X', NULL, NULL, NULL, NULL, NULL) FROM public.guest
            WHERE guest_id = '\(anas.booked)'
            """
        #expect(try house.house.refusal(of: edit, as: agent.login) == Refusal.conflict.state)
    }

    @Test("Two who share a number or claim it are proposed, with both stays, until they are kept apart")
    func proposals() throws {
        try house.books("b1", named: "Ugo Petit", phone: "06 70 11 22 33")
        try house.books("b2", named: "Mira Petit", phone: "+212670112233")
        try house.writes("sms", from: "+34600111222", named: "Ana")
        try house.writes("whatsapp", from: "34600111222", named: "Ana B")
        let list = """
            SELECT string_agg(concat_ws(' / ', guest_name, stay IS NOT NULL, other_name, other_stay IS NOT NULL, signs),
                E'\n' ORDER BY guest_name)
            FROM riad.guest_duplicates(NULL, 10)
            """
        #expect(
            try house.house.text(list, as: agent.login)
                == "Ana / f / Ana B / f / {\"claimed +34600111222\"}\nUgo Petit / t / Mira Petit / t / {+212670112233}"
        )
        let cleaner = try house.house.database.person(.femmeDeMenage)
        #expect(try house.house.text(list, as: cleaner.login) == nil)
        let apart =
            "SELECT riad.keep_guests_apart('\(try house.guest(ofBooking: "b1"))', '\(try house.guest(ofBooking: "b2"))')::text"
        _ = try house.house.text(apart, as: agent.login)
        #expect(try house.house.text(list, as: agent.login)?.contains("Petit") == false)
    }

    @Test("While messages and bookings keep coming, joining and parting lose none and stop nobody")
    func atTheSameTime() throws {
        let anas = try twoAnas()
        func message(_ number: Int) -> String {
            let sender =
                number.isMultiple(of: 2)
                ? "'bonjour@riad.example', 'x\(number)', 'email', 'ana@example.com'"
                : "'whatsapp:+212520000100', 'x\(number)', 'whatsapp', '212670112233'"
            return """
                SELECT seq::text FROM public.receive_guest_message(\(sender), 'Bonjour', _guest_name => 'Ana \(number)',
                    _is_authenticated => true)
                """
        }
        func booking(_ number: Int) -> String {
            """
            SELECT public.upsert_reservation('booking', 'b1', 'P1', current_date, current_date + \(3 + number % 5),
                _guest_name => 'Ana Ruiz \(number)', _guest_phone => '+212670112233')::text
            """
        }
        let writers = (0..<4).map { _ in house.house.database.connection(login: house.channel) }
        let desk = house.house.database.connection(login: agent.login)
        for connection in writers + [desk] { try connection.connect() }
        var answers: [Result<String?, PostgresError>] = []
        for round in 0..<30 {
            var pending = writers.count + 1
            func count(_ answer: Result<String?, PostgresError>) {
                answers.append(answer)
                pending -= 1
            }
            for (index, writer) in writers.enumerated() {
                let number = round * 10 + index
                writer.send(SQLFixture.question(index == 3 ? booking(number) : message(number)), count)
            }
            let change =
                round.isMultiple(of: 2)
                ? "riad.join_guests('\(anas.mail)', '\(anas.booked)')" : "riad.part_guest('\(anas.booked)')"
            desk.send(SQLFixture.question("SELECT \(change)::text"), count)
            while pending > 0 {
                for connection in writers + [desk] { connection.waitAndAdvance(limit: .now() + .milliseconds(5)) }
            }
        }
        for answer in answers { #expect(throws: Never.self) { try answer.get() } }
        #expect(
            try house.house.text(
                "SELECT count(*)::text FROM public.conversation_messages WHERE channel_message_id LIKE 'x%'"
            )
                == "90"
        )
        #expect(try house.guest(ofBooking: "b1") == anas.booked)
        let gaps = """
            SELECT count(*)::text FROM public.conversations c WHERE c.last_seq <> (
                SELECT count(*) FROM public.conversation_messages m WHERE m.conversation_id = c.id
            )
            """
        #expect(try house.house.text(gaps) == "0")
    }
}

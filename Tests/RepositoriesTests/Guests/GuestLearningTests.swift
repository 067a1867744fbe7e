import TestSupport
import Testing

@Suite("What is learnt of a guest, and from whom")
struct GuestLearningTests {
    private let house: GuestFixture
    init() throws { house = try GuestFixture() }

    /// Name, e-mail, telephone and country of a booking's guest.
    private func fields(ofBooking number: String = "b1") throws -> String? {
        try house.house.text(
            """
            SELECT concat_ws('|', concat_ws(' ', g.first_name, g.last_name), g.email, g.phone, g.country)
            FROM public.guest g WHERE g.guest_id = '\(try house.guest(ofBooking: number))'
            """
        )
    }

    private func aliases() throws -> String? {
        try house.house.text("SELECT riad.guest_aliases('\(try house.guest(ofBooking: "b1"))')::text")
    }

    /// Whether a search for words finds a conversation.
    private func finds(_ word: String) throws -> Bool {
        let found =
            "SELECT EXISTS (SELECT FROM riad.search_entries WHERE seq = 0 AND words::text LIKE '%:\(word)''%')::text"
        return try house.house.text(found) == "true"
    }

    private func edit(_ fields: String) throws {
        let agent = try house.house.database.person(.agent)
        _ = try house.house.text(
            """
            SELECT riad.edit_guest(g.guest_id, g.xmin::text::bigint, \(fields))::text FROM public.guest g
            WHERE g.guest_id = '\(try house.guest(ofBooking: "b1"))'
            """,
            as: agent.login
        )
    }

    @Test("A booking fills what a display name left open, and the display name stays findable")
    func filled() throws {
        try house.writes("whatsapp", from: "212670112233", named: "~M~")
        try house.books(
            "b1",
            named: "Miguel Ortas",
            phone: "06 70 11 22 33",
            email: "miguel@example.com",
            country: "ES"
        )
        // The booking reached its guest by the number alone: what else it states is a claim.
        #expect(try fields() == "Miguel Ortas|+212670112233|ES")
        #expect(try house.house.text("SELECT claim FROM riad.guest_claims") == "miguel@example.com")
        #expect(try aliases() == "{~M~}")
        for word in ["miguel", "ortas", "m"] { #expect(try finds(word), "\(word)") }
    }

    @Test("A booking's correction replaces what the same booking said, and nothing of another's")
    func corrected() throws {
        try house.books("b1", named: "Migel Ortas", phone: "06 70 11 22 33", email: "typo@example.com")
        try house.writes("whatsapp", from: "212670112233", named: "Ortas")
        try house.books("b1", named: "Miguel Ortas", phone: "06 70 11 22 33", email: "miguel@example.com")
        #expect(try fields() == "Miguel Ortas|miguel@example.com|+212670112233")
        try house.writes("whatsapp", from: "212670112233", named: "M. O.")
        try house.books("b1")
        try house.books("b1", named: "Guest", phone: "00", email: "")
        #expect(try fields() == "Miguel Ortas|miguel@example.com|+212670112233")
    }

    @Test("A later booking of the same guest brings their new number and address")
    func laterBooking() throws {
        try house.books("b1", named: "Miguel Ortas", phone: "06 70 11 22 33", email: "old@example.com", guestID: "7")
        try house.books("b2", named: "Miguel Ortas", phone: "06 70 11 22 44", email: "new@example.com", guestID: "7")
        #expect(try fields() == "Miguel Ortas|new@example.com|06 70 11 22 44")
    }

    @Test("What a person typed stays, also when they cleared it, and fields they left alone are still learnt")
    func typed() throws {
        try house.books("b1", named: "Migel Ortas", phone: "06 70 11 22 33", email: "typo@example.com")
        try edit("'Miguel', 'Ortas Gil', NULL, '06 70 11 22 33', NULL, NULL")
        try house.books("b1", named: "Migel Ortas", phone: "06 70 11 22 33", email: "typo@example.com", country: "ES")
        #expect(try fields() == "Miguel Ortas Gil|06 70 11 22 33|ES")
        #expect(try aliases() == "{\"Migel Ortas\"}")
        // What was cleared points to nobody.
        try house.books("b2", named: "Migel Ortas", email: "typo@example.com")
        #expect(try house.guest(ofBooking: "b2") != house.guest(ofBooking: "b1"))
    }

    @Test("An address that a person typed into a guest's record is that guest's when it is proven")
    func typedAddress() throws {
        try house.books("b1", named: "Miguel Ortas")
        try edit("'Miguel', 'Ortas', NULL, '06 70 11 22 33', NULL, NULL")
        try house.writes("whatsapp", from: "212670112233", named: "La Mamma")
        #expect(try house.guests() == ["Miguel Ortas|b1|whatsapp with zone"])
    }

    @Test("A booking found by its number alone renames nobody when it becomes another's")
    func renamed() throws {
        try house.writes("whatsapp", from: "212670112233", named: "Ana Ruiz")
        try house.books("b1", named: "Ana Ruiz", phone: "06 70 11 22 33")
        try house.books("b1", named: "Zoe Klein", phone: "06 70 11 22 33", country: "DE")
        #expect(try fields() == "Ana Ruiz|+212670112233")
    }

    @Test("What another program writes to a guest's row is compared too")
    func direct() throws {
        try house.house.database.run(
            """
            INSERT INTO public.guest (org_id, first_name, last_name) VALUES ('\(SQLFixture.organisation)', 'Miguel', 'Ortas');
            UPDATE public.guest SET phone = '06 70 11 22 33'
            """
        )
        try house.books("b1", named: "Miguel Ortas", phone: "+212670112233")
        #expect(try house.guests() == ["Miguel Ortas|b1|-"])
        let first = "SELECT guest_id::text FROM public.guest ORDER BY created_at LIMIT 1"
        #expect(try house.guest(ofBooking: "b1") == house.house.text(first))
    }
}

import Domain
import TestSupport
import Testing

@Suite("Addresses in and out of their channel's form")
struct AddressFormTests {
    private let house: SQLFixture
    private let channel: String
    init() throws {
        house = try SQLFixture()
        channel = try house.channelLogin()
    }

    private func receive(_ address: String?, by type: String) throws -> String {
        let written = address.map { "'" + $0.replacing("'", with: "''") + "'" } ?? "NULL"
        let conversation = try house.text(
            """
            SELECT conversation_id::text FROM public.receive_guest_message('acc', gen_random_uuid()::text, '\(type)',
                \(written), 'Bonjour', _is_authenticated => true)
            """,
            as: channel
        )
        return try #require(conversation)
    }

    private func isSofias(_ conversation: String) throws -> Bool {
        let guest = try house.text("SELECT guest_id::text FROM public.conversations WHERE id = '\(conversation)'")
        return guest == SQLFixture.guest
    }

    @Test(
        "One number or address, however its channel writes it, is one guest",
        arguments: [
            (
                "whatsapp",
                [
                    "+33612345678", "33612345678", "+33 6 12 34 56 78", " 0033 612-345-678\n", "+33 (0)6 12 34 56 78",
                    "33612345678@s.whatsapp.net", "33612345678:7@c.us",
                ]
            ),
            ("email", ["sofia@example.com", "sofia@EXAMPLE.com", "\tsofia@Example.Com ", "SOFIA@example.com"]),
        ]
    )
    func written(type: String, forms: [String]) throws {
        let talks = try forms.map { try receive($0, by: type) }
        #expect(Set(talks).count == 1)
        #expect(try isSofias(talks[0]))
    }

    /// What is no number and no address of anybody, though it looks like Sofia's.
    static let odd: [(String, String)] = [
        ("whatsapp", "0612345678"), ("whatsapp", "+00"), ("whatsapp", "+0033612345678"), ("whatsapp", "++33612345678"),
        ("whatsapp", "Hotel+33-6(12)34 56 78… promo"),
        ("whatsapp", "＋３３６１２３４５６７８"), ("whatsapp", "+٣٣٦١٢٣٤٥٦٧٨"), ("whatsapp", "+33612345678\u{202e}"),
        ("whatsapp", "+33612345678 x"), ("whatsapp", "+33612345678,+15550100"), ("whatsapp", "+1234567890123456"),
        ("whatsapp", String(repeating: "3", count: 400)), ("whatsapp", "sofia@example.com"), ("whatsapp", "'; --"),
        ("email", "Sofia <sofia@example.com>"), ("email", "sofia@example.com,mallory@example.net"),
        ("email", "sofia@example.com\nBcc: x@example.net"), ("email", "sofia@еxample.com"),
        ("email", "sofiа@example.com"), ("email", "sofia@@example.com"),
        ("email", "sofia@localhost"), ("email", "\"sofia\"@example.com"), ("email", "@"), ("email", "+33612345678"),
        ("email", String(repeating: "a", count: 400) + "@example.com"),
        ("email", String(repeating: "é", count: 30_000)),
        ("beds24", String(repeating: "9", count: 5_000)), ("sms", "HOTEL"), ("sms", "36173"), ("direct", "\u{1b}[2J"),
    ]

    @Test(
        "A message from an address of no known form is taken, knows its sender again, and is nobody else's",
        arguments: odd
    )
    func taken(type: String, address: String) throws {
        let talk = try receive(address, by: type)
        #expect(try receive(address, by: type) == talk)
        #expect(try !isSofias(talk))
        let stays = "SELECT count(*)::text FROM public.conversations WHERE reservation_id IS NOT NULL OR zone_id <> 0"
        #expect(try house.text(stays) == "0")
        #expect(try receive("+33612345678", by: "whatsapp") != talk)
    }

    @Test(
        "Messages without a sender are taken, each by itself",
        arguments: ["whatsapp", "email", "sms", "direct", "beds24"]
    )
    func nobody(type: String) throws {
        let talks = try [nil, "", " \t\n", nil, ""].map { try receive($0, by: type) }
        #expect(Set(talks).count == 5)
        #expect(try house.text("SELECT count(DISTINCT guest_id)::text FROM public.conversations") == "5")
    }

    @Test("Long addresses that differ at their end are two senders, and none is who writes its digest")
    func long() throws {
        let long = String(repeating: "x", count: 20_000)
        let first = try receive(long, by: "email")
        #expect(try receive(long + "y", by: "email") != first)
        let digest = try #require(
            try house.text("SELECT max(address) FROM riad.guest_addresses WHERE address LIKE 'sha256:%'")
        )
        #expect(try Set([first, receive(digest, by: "email")]).count == 2)
        #expect(try house.text("SELECT count(*)::text FROM riad.guest_addresses") == "3")
    }

    @Test("A booking whose number or address is of no form is nobody else's")
    func bookings() throws {
        for (index, contact) in [
            "_guest_phone => '0612345678'", "_guest_phone => '+33 6 12 34 5O 78'",
            "_guest_email => 'Sofia <sofia@example.com>'",
            "_guest_email => repeat('a', 400), _guest_phone => repeat('3', 400)",
        ].enumerated() {
            let booking = """
                SELECT public.upsert_reservation('booking', 'B\(index)', 'P1', current_date, current_date + 3, \(contact))::text
                """
            let stay = try #require(try house.text(booking, as: channel))
            let whose = try house.text("SELECT guest_id::text FROM public.reservation WHERE res_id = '\(stay)'")
            #expect(whose != SQLFixture.guest, "\(contact)")
        }
    }
}

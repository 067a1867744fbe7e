import TestSupport
import Testing

@Suite("Who is who")
struct GuestIdentityTests {
    private let house: GuestFixture
    init() throws { house = try GuestFixture() }

    @Test(
        "Who books with a number in any spelling and writes from it is one guest, with stay and zone",
        arguments: ["06 70 11 22 33", "00212 670 112233", "+212 (0)6 70 11 22 33", "tel:0670112233", "212670112233"],
        [true, false]
    )
    func bookingAndMessage(phone: String, booksFirst: Bool) throws {
        if !booksFirst { try house.writes("whatsapp", from: "212670112233", named: "~M~") }
        try house.books("b1", named: "Miguel Ortas", phone: phone)
        if booksFirst { try house.writes("whatsapp", from: "+212670112233", named: "~M~") }
        #expect(try house.guests() == ["Miguel Ortas|b1|whatsapp with zone"])
    }

    @Test(
        "What fills a field, a booking site's own address and the house's own identify nobody",
        arguments: [
            ("00", nil), ("(0) 0", nil), ("0600000000", nil), ("+33 1 23 45 67 89", nil), ("n/a", nil),
            (nil, "noreply@booking.com"), (nil, "customer.service@booking.com"), (nil, "no-reply@hotel.example"),
            ("+212 520 000 100", nil), (nil, "Bonjour@riad.example"), ("06 61 00 00 01", "desk@riad.example"),
        ] as [(String?, String?)]
    )
    func placeholder(phone: String?, email: String?) throws {
        // The accounts are known once somebody wrote to them, and a colleague's number by their profile.
        try house.writes("whatsapp", from: "34600111222", named: "Ana")
        try house.writes("email", from: "bo@example.com", named: "Bo", isAuthenticated: true)
        let colleague = try house.house.database.person(.agent)
        try house.house.database.run(
            """
            UPDATE public.profiles SET phone = '+212661000001', email = 'desk@riad.example' WHERE user_id = '\(colleague.id)'
            """
        )
        try house.books("u", named: "Ugo Petit", phone: phone, email: email)
        try house.books("m", named: "Mira Lang", phone: phone, email: email)
        // Not even one without a name.
        try house.books("x", phone: phone, email: email)
        #expect(try house.guests().filter { !$0.hasSuffix("|-|whatsapp") && !$0.hasSuffix("|-|email") }.count == 3)
        #expect(
            Set([try house.guest(ofBooking: "u"), try house.guest(ofBooking: "m"), try house.guest(ofBooking: "x")])
                .count == 3
        )
    }

    @Test("A relay address that a booking site gives each guest is the guest's")
    func relay() throws {
        try house.books("r1", named: "Ugo Petit", email: "upetit.482913@guest.booking.com")
        try house.books("r2", named: "Ugo Petit", email: "UPetit.482913@guest.booking.com")
        #expect(try house.guests() == ["Ugo Petit|r1,r2|-"])
    }

    @Test(
        "The same number and different names are two people, whoever comes first",
        arguments: [("Ugo Petit", "Mira Lang"), ("Ugo Petit", "Mira Petit"), ("Sam", "Mia")]
    )
    func different(one: String, other: String) throws {
        try house.books("b1", named: one, phone: "06 70 11 22 33")
        try house.books("b2", named: other, phone: "+212670112233")
        #expect(try house.guests() == ["\(one)|b1|-", "\(other)|b2|-"].sorted())
        // Who proves the number is the one whose name it is.
        try house.writes("whatsapp", from: "212670112233", named: other)
        #expect(try house.guests() == ["\(one)|b1|-", "\(other)|b2|whatsapp with zone"].sorted())
    }

    @Test(
        "The same number and names that agree, or one that is none, are one person",
        arguments: [
            ("Miguel Ortas", "ORTAS Miguel"), ("Miguel Ortas", "Mr. M. Ortas"), ("Miguel Ortás", "miguel ortas 🌸"),
            ("Jean-Pierre Duval", "Jean Pierre DUVAL"), ("Miguel Ortas", "~M~"), ("Miguel Ortas", "Guest"),
            ("Mohamed Alaoui", "محمد العلوي"),
        ]
    )
    func same(booked: String, shown: String) throws {
        try house.books("b1", named: booked, phone: "06 70 11 22 33")
        try house.writes("whatsapp", from: "212670112233", named: shown)
        #expect(try house.guests() == ["\(booked)|b1|whatsapp with zone"])
    }

    @Test("What four guests carry identifies nobody")
    func carried() throws {
        for (index, name) in ["Ada Byron", "Bo Lind", "Cy Young", "Di Rossi"].enumerated() {
            try house.books("b\(index)", named: name, email: "travel@agency.example")
        }
        try house.books("x", named: "Di Rossi", email: "travel@agency.example")
        #expect(try house.guests().count == 5)
    }

    @Test("A number proven on one of the house's accounts is the same guest on another, whatever they call themselves")
    func accounts() throws {
        let first = try house.writes("whatsapp", from: "212670112233", named: "Ana")
        let second = try house.writes("whatsapp", from: "212670112233", named: "Le Boss", to: "whatsapp:+212520000200")
        #expect(try house.guest(of: first) == house.guest(of: second))
    }

    @Test(
        "WhatsApp's id beside a number is one guest, whichever was known first",
        arguments: [["lid"], ["number"], ["lid", "number"], ["number", "lid"], []]
    )
    func lid(known: [String]) throws {
        let lid = "123456789012345@lid"
        for kind in known {
            try house.writes("whatsapp", from: kind == "lid" ? lid : "212670112233", named: "Ana")
        }
        try house.books("b1", named: "Ana Ruiz", phone: "06 70 11 22 33")
        let talk = try house.writes("whatsapp", from: "212670112233", named: "Ana", also: [lid])
        try house.writes("whatsapp", from: "123456789012345:3@lid", named: "Ana")
        let guest = try house.guest(of: talk)
        let addresses =
            "SELECT string_agg(address, ' ' ORDER BY address) FROM riad.guest_addresses WHERE guest_id = '\(guest)'"
        #expect(try house.house.text(addresses) == "+212670112233 \(lid)")
        #expect(try house.house.text("SELECT count(DISTINCT guest_id)::text FROM public.conversations") == "1")
        #expect(try house.guest(ofBooking: "b1") == guest)
    }

    @Test("Mexico's and Brazil's old spellings on WhatsApp are the numbers that the booking states")
    func oldSpellings() throws {
        try house.books("mx", named: "Luz Vega", phone: "+52 222 123 4567")
        try house.writes("whatsapp", from: "5212221234567", named: "Luz")
        try house.books("br", named: "Caio Lima", phone: "+55 31 98765-4321")
        try house.writes("whatsapp", from: "553187654321", named: "Caio")
        #expect(try house.guests() == ["Caio Lima|br|whatsapp with zone", "Luz Vega|mx|whatsapp with zone"])
    }

    @Test("A guest with two addresses is answered at the one they wrote from last")
    func answered() throws {
        let talk = try house.writes("email", from: "Ana@Example.com", named: "Ana", isAuthenticated: true)
        let guest = try house.guest(of: talk)
        try house.house.database.run(
            """
            INSERT INTO riad.guest_addresses (channel_account, address, vouched_by, guest_id)
            VALUES ('bonjour@riad.example', 'ana@work.example', 'email', '\(guest)')
            """
        )
        let agent = try house.house.database.person(.agent)
        func address(of key: String) throws -> String? {
            try house.house.database.run(
                "UPDATE public.conversations SET assigned_agent_id = '\(agent.id)', state = 'EN_COURS' WHERE id = '\(talk)'"
            )
            try house.house.database.run(
                """
                INSERT INTO public.conversation_messages (id, conversation_id, seq, sender_type, message_content, delivery_state)
                SELECT '\(key)', c.id, c.last_seq + 1, 'agent', 'Oui', 'queued' FROM public.conversations c WHERE c.id = '\(talk)';
                UPDATE public.conversations SET last_seq = last_seq + 1 WHERE id = '\(talk)'
                """
            )
            return try house.house.text("SELECT guest_address FROM public.message_to_send('\(key)')", as: house.channel)
        }
        #expect(try address(of: "00000000-0000-4000-8000-0000000000a1") == "Ana@example.com")
        #expect(try house.writes("email", from: "ana@work.example", isAuthenticated: true) == talk)
        #expect(try address(of: "00000000-0000-4000-8000-0000000000a2") == "ana@work.example")
    }
}

import Console
import Domain
import Screen
import Testing

extension ConsoleHarness {
    /// What the server does about guests, stays and properties.
    mutating func records(_ request: RecordsRequest) -> RecordsEvent {
        recordRequests.append(request)
        switch request {
        case .readGuest(let id):
            let content = GuestRecord.Content(
                firstName: "Sofia",
                lastName: "Moreau",
                email: "guest@example.com",
                phone: "+33 6 12 34 56 78",
                country: "FR",
                language: nil
            )
            return .guestRead(.success(GuestRecord(id: id, content: content, version: 7, claims: claims)))
        case .readReservation(let id):
            let content = ReservationRecord.Content(
                checkIn: CalendarDay(days: 20_781),
                checkOut: CalendarDay(days: 20_784),
                adults: 2,
                children: nil,
                status: "confirmed"
            )
            let source = UntrustedText("airbnb")
            return .reservationRead(.success(ReservationRecord(id: id, source: source, content: content, version: 7)))
        case .readProperty(let id):
            let content = PropertyRecord.Content(
                name: "Marina Casablanca 4B",
                address: "12 boulevard des Almohades",
                zone: "casablanca_centre",
                amenities: ["parking", "wifi"]
            )
            return .propertyRead(.success(PropertyRecord(id: id, content: content, version: 7)))
        case .readGuestConversations:
            return .guestConversationsRead(.success(conversations.prefix(3).map(ConsoleHarness.talk)))
        case .readGuestIdentity(let guest):
            var found = identity
            for index in found.proposals.indices { found.proposals[index].kept = guest }
            return .guestIdentityRead(guest, .success(found))
        case .changeGuests(let change):
            return .guestsChanged(change, isRecordStale ? .failure(.refused(.conflict)) : .success(()))
        case .editGuest, .editReservation, .editProperty:
            return .edited(isRecordStale ? .failure(.refused(.conflict)) : .success(()))
        }
    }

    private static func talk(_ row: Conversation) -> GuestConversation {
        GuestConversation(
            id: row.id,
            channel: row.channel,
            state: row.state,
            propertyName: row.propertyName,
            checkIn: row.checkIn,
            checkOut: row.checkOut,
            createdAt: row.createdAt,
            lastMessageAt: row.lastMessageAt,
            lastMessage: row.lastMessage,
            messages: row.lastSequence
        )
    }
}

@Suite("Details at the console")
struct RecordsTests {
    private func house(role: AppRole = .superviseur, language: Language = .english) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 80, rows: 24, role: role, language: language)
        try house.press("Enter", "e")
        return house
    }

    @Test("The details, each form and the history", arguments: Language.allCases)
    func screens(language: Language) throws {
        var house = try house(language: language)
        try expectScreen(house.screen, "records-\(language.rawValue)-80x24")
        for name in ["guest", "stay", "property", "history"] {
            try house.press("Enter")
            try expectScreen(house.screen, "records-\(name)-\(language.rawValue)-80x24")
            try house.press("Esc", "j")
        }
    }

    @Test("A guest is changed as they were read")
    func guest() throws {
        var house = try house(role: .agent)
        try house.press("Enter", "Tab", "Tab", "^U")
        house.type("nobody")
        try house.press("Enter")
        #expect(house.screen.contains("An e-mail address needs an @."))
        house.type("@example.net")
        try house.press("Tab", "Tab", "Tab", "Right", "Enter")
        guard case .editGuest(let record, let content) = house.recordRequests.last else {
            Issue.record("nothing was sent")
            return
        }
        #expect(record.version == 7)
        #expect(content.email == "nobody@example.net" && content.language == "fr" && content.lastName == "Moreau")
        #expect(house.screen.contains("Saved."))
    }

    @Test("A colleague's change is never overwritten unseen, and what was written stays")
    func race() throws {
        var house = try house()
        house.isRecordStale = true
        try house.press("j", "Enter")
        try house.press("^U")
        house.type("2026-11-30")
        try house.press("Enter")
        #expect(house.screen.contains("Check-out must be after check-in."))
        try house.press("^U")
        house.type("2026-12-30")
        try house.press("Enter")
        #expect(house.screen.contains("A colleague has changed it meanwhile"))
        #expect(house.screen.contains("2026-12-30"))
    }

    @Test("Properties are for supervisors")
    func property() throws {
        var house = try house(role: .agent)
        try house.press("j", "j", "Enter")
        #expect(house.screen.contains("Your role does not allow"))
        #expect(house.recordRequests.isEmpty)
    }

    @Test("Enter in the history opens that conversation")
    func history() throws {
        var house = try house()
        try house.press("j", "j", "j", "Enter", "j", "Enter")
        #expect(house.state.overlay == nil)
        #expect(house.state.thread?.conversation.id == ConsoleHarness.guests[1].id)
    }
}

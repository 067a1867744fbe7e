import Console
import Domain
import Testing

@Suite("The stays of a thread's guest")
struct StayTests {
    private static let today = ConsoleHarness.now.seconds / 86_400

    private func stay(
        _ number: UInt64,
        _ property: String,
        from first: Int64,
        to last: Int64,
        _ status: String = "confirmed"
    )
        -> ReservationListing
    {
        ReservationListing(
            record: ReservationRecord(
                id: Identifier(high: 6, low: number),
                source: UntrustedText("airbnb"),
                content: ReservationRecord.Content(
                    checkIn: CalendarDay(days: Int(Self.today + first)),
                    checkOut: CalendarDay(days: Int(Self.today + last)),
                    adults: 2,
                    children: 0,
                    status: status
                ),
                version: 1
            ),
            guest: Identifier(high: 8, low: 1),
            guestName: nil,
            property: nil,
            propertyName: UntrustedText(property),
            zone: nil
        )
    }

    private func opened(_ stays: [ReservationListing], columns: Int = 200, status: String = "confirmed") throws
        -> ConsoleHarness
    {
        let id = ConsoleHarness.guests[0].id
        let messages = [(1, 1), (2, 1), (3, 2)].map { number, stay in
            ConsoleHarness.message(
                Int64(number),
                .guest,
                "Sofia Moreau",
                "message \(number)",
                minutesAgo: 9,
                reservation: Identifier(high: 6, low: UInt64(stay))
            )
        }
        var house = ConsoleHarness(columns: columns, rows: 50, messages: [id: messages])
        house.stays = stays
        house.stayStatus = status
        try house.press("Enter")
        return house
    }

    @Test(
        "Two that run are both shown, the meant one marked; the thread says where the other begins",
        arguments: [80, 200]
    )
    func two(columns: Int) throws {
        let house = try opened(
            [stay(1, "Marina 4B", from: -1, to: 3), stay(2, "Dar Zitoun", from: 0, to: 2)],
            columns: columns
        )
        #expect(house.screen.contains("2 stays"))
        let lines = house.screen.split(separator: "\n")
        let places = ["about the stay Marina 4B", "message 1", "message 2", "about the stay Dar Zitoun", "message 3"]
            .map { words in
                lines.firstIndex { $0.contains(words) } ?? -1
            }
        #expect(places == places.sorted() && !places.contains(-1))
        guard columns == 200 else { return }
        #expect(house.screen.contains("● meant Marina 4B") && house.screen.contains("○ Dar Zitoun"))
    }

    @Test("One alone needs no mark")
    func one() throws {
        let house = try opened([stay(1, "Marina 4B", from: -1, to: 3)])
        #expect(
            !house.screen.contains("about the stay") && !house.screen.contains("meant")
                && !house.screen.contains("stays")
        )
    }

    @Test("A cancelled one is said to be, and a canned reply takes nothing of it", arguments: [80, 200])
    func cancelled(columns: Int) throws {
        var house = try opened(
            [stay(1, "Marina 4B", from: -1, to: 3, "cancelled")],
            columns: columns,
            status: "cancelled"
        )
        #expect(house.screen.contains("cancelled"))
        house.replies = [
            CannedReply(
                id: Identifier(high: 3, low: 1),
                isShared: true,
                name: UntrustedText("address"),
                language: nil,
                body: UntrustedText("Here: {property.address|we ask}, {property.name|we ask}, {stay.guests|some}."),
                version: 1,
                updatedAt: ConsoleHarness.now
            )
        ]
        try house.press("r", "^R", "Enter")
        #expect(house.screen.contains("Here: we ask, we ask, some."))
    }

    @Test("Once the conversation is about another stay, the panel is read again")
    func moved() throws {
        var house = ConsoleHarness(columns: 200, rows: 50)
        try house.press("Enter")
        house.conversations[0].propertyName = UntrustedText("Dar Zitoun")
        house.receiveNotification(ConsoleHarness.guests[0].id)
        let asked = house.takeAsked()
        asked.forEach { house.answer($0) }
        #expect(house.takeAsked().contains(.thread(.readPanel(ConsoleHarness.guests[0].id))))
    }
}

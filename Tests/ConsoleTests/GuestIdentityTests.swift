import Console
import Domain
import Testing

@Suite("Who a guest is, at the console")
struct GuestIdentityTests {
    private func opened(
        _ language: Language = .english,
        role: AppRole = .agent,
        columns: Int = 80,
        rows: Int = 24
    ) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: columns, rows: rows, role: role, language: language)
        let day = Timestamp(seconds: ConsoleHarness.now.seconds - 3 * 86_400)
        func record(_ low: UInt64, _ name: String?, _ stay: String?) -> GuestSummary {
            GuestSummary(
                id: Identifier(high: 9, low: low),
                name: name.map { UntrustedText($0) },
                stay: stay.map { UntrustedText($0) }
            )
        }
        let sofia = record(1, "Sofia Moreau", "Marina Casablanca 4B, 2026-11-24 – 2026-11-27")
        house.identity = GuestIdentity(
            addresses: [
                GuestAddress(
                    account: UntrustedText("whatsapp:+212520000100"),
                    address: UntrustedText("+33612345678"),
                    isVerified: true,
                    since: day
                ),
                GuestAddress(
                    account: UntrustedText("sms1"),
                    address: UntrustedText("+33699999999"),
                    isVerified: false,
                    since: day
                ),
            ],
            aliases: [UntrustedText("~S~")],
            joined: [JoinedGuest(guest: record(3, "S. Moreau", nil), isByChannel: false, since: day)],
            proposals: [
                GuestProposal(
                    kept: sofia,
                    other: record(2, "Sofia M\u{1b}[2J", "Riad Yasmine, 2026-12-01 – 2026-12-04"),
                    signs: [UntrustedText("+33612345678")]
                )
            ]
        )
        try house.press("Enter", "e", "j", "j", "j", "j", "Enter")
        return house
    }

    @Test("The page lists proposals, addresses, joined records and other names", arguments: Language.allCases)
    func page(language: Language) throws {
        var house = try opened(language)
        try expectScreen(house.screen, "identity-\(language.rawValue)-80x24")
        try house.press("Enter")
        try expectScreen(house.screen, "identity-join-\(language.rawValue)-80x24")
    }

    @Test("The question names both guests and both stays, and nothing happens before it is answered")
    func question() throws {
        var house = try opened()
        try house.press("Enter")
        for text in ["Sofia Moreau · Marina Casablanca 4B", "Riad Yasmine, 2026-12-01"] {
            #expect(house.screen.contains(text), "\(text)")
        }
        try house.press("Esc")
        #expect(!house.recordRequests.contains { if case .changeGuests = $0 { true } else { false } })
        try house.press("Enter", "y")
        guard case .changeGuests(.join(let proposal)) = house.recordRequests.last else {
            Issue.record("nothing was sent")
            return
        }
        #expect(proposal.kept.name == UntrustedText("Sofia Moreau") && proposal.other.id == Identifier(high: 9, low: 2))
        #expect(house.screen.contains("are one guest now."))
        #expect(house.state.overlay == nil)
    }

    @Test("A joined record is parted, two people are kept apart, and Enter on an address does nothing")
    func others() throws {
        var house = try opened()
        try house.press("x", "y")
        guard case .changeGuests(.keepApart) = house.recordRequests.last else {
            Issue.record("nothing was sent")
            return
        }
        house = try opened()
        let count = house.recordRequests.count
        try house.press("j", "Enter", "j", "Enter")
        #expect(house.recordRequests.count == count)
        try house.press("j", "Enter")
        #expect(house.screen.contains("Part these two records?"))
        try house.press("y")
        guard case .changeGuests(.part(let record, _)) = house.recordRequests.last else {
            Issue.record("nothing was sent")
            return
        }
        #expect(record.guest.id == Identifier(high: 9, low: 3))
    }

    @Test("What a colleague did meanwhile is said")
    func race() throws {
        var house = try opened()
        house.isRecordStale = true
        try house.press("Enter", "y")
        #expect(house.screen.contains("meanwhile"))
    }

    @Test("A guest of whom nothing is known has an empty page")
    func nothing() throws {
        var house = ConsoleHarness(columns: 80, rows: 24)
        try house.press("Enter", "e", "j", "j", "j", "j", "Enter", "j", "Enter", "x")
        #expect(house.screen.contains("Nothing known but the record."))
        try house.press("q")
        #expect(!house.screen.contains("Nothing known"))
    }
}

import Testing

@testable import Demo

@Suite("The invented company")
struct CompanyTests {
    private static let now = UnixTime(seconds: 1_795_516_500)
    private let company = Company(conversations: 2_000, seed: 1, now: now)

    private func threads(_ company: Company, _ numbers: Range<Int> = 0..<2_000) -> [GuestThread] {
        numbers.map(ThreadWriter(company: company).thread)
    }

    private func texts(_ company: Company) -> [String] {
        threads(company, 0..<300).flatMap(\.lines).map { "\($0.time.seconds) \($0.sender) \($0.text)" }
    }

    @Test("The same seed says the same, another one something else")
    func seeds() {
        #expect(texts(company) == texts(Company(conversations: 2_000, seed: 1, now: Self.now)))
        #expect(texts(company) != texts(Company(conversations: 2_000, seed: 2, now: Self.now)))
    }

    @Test("2,000 conversations have 20,000 lines")
    func lines() {
        #expect(threads(company).reduce(0) { $0 + $1.lines.count } == 20_000)
    }

    @Test("312 are open: 41 without anybody, 12 the demo agent's")
    func open() {
        let open = threads(company).filter(\.state.isOpen)
        #expect(open.count == 312)
        #expect(open.count { $0.assignee == nil } == 41)
        #expect(open.count { $0.assignee?.login == "agent" } == 12)
        #expect(open.count { $0.role != nil } == 11)
    }

    @Test(
        "5 % are open in a large company, half in a tiny one",
        arguments: [
            (10, 5), (600, 300), (2_000, 312), (100_000, 5_000), (1_000_000, 50_000),
        ]
    )
    func openShare(conversations: Int, expected: Int) {
        #expect(Company(conversations: conversations, seed: 1, now: Self.now).openCount == expected)
    }

    @Test("Every conversation has a rank of its own", arguments: [1, 2, 7, 1_000, 2_000, 30_030])
    func ranks(conversations: Int) {
        let company = Company(conversations: conversations, seed: 1, now: Self.now)
        #expect(Set((0..<conversations).map(company.rank)) == Set(0..<conversations))
    }

    @Test("Thirteen zones, sixty properties with names of their own, each zone in use")
    func zones() {
        let properties = (0..<company.properties).map(company.property)
        #expect(properties.count == 60)
        #expect(Set(properties.map(\.name)).count == 60)
        #expect(Set(properties.map(\.zone)) == Set(1...13))
        #expect(Set(threads(company).map(\.zone)) == Set(0...13))
    }

    @Test("Guests come from a dozen countries and more, and speak all seven languages")
    func guests() {
        let guests = threads(company).map(\.guest)
        #expect(Set(guests.map(\.country.name)).count >= 12)
        #expect(Set(guests.map(\.language)) == Set(Language.allCases))
    }

    @Test("Nobody sleeps in an occupied bed")
    func beds() {
        var until: [Int: UnixTime] = [:]
        for number in 0..<company.stays.count {
            let stay = company.stays[number]
            if let earlier = until[stay.property] { #expect(earlier < stay.arrival, "stay \(number)") }
            until[stay.property] = stay.departure
        }
    }

    @Test("Lines come one after the other, over 90 days, none after now")
    func times() {
        for thread in threads(company) {
            let times = thread.lines.map(\.time)
            #expect(times == times.sorted(), "conversation \(thread.number)")
            #expect(times.allSatisfy { $0 <= Self.now && $0 > Self.now - 92 * UnixTime.day })
        }
    }

    @Test("A state fits who has it and who spoke last")
    func states() {
        for thread in threads(company) {
            #expect(thread.lines.first?.voice.isGuest == true)
            switch thread.state {
            case .new: #expect(thread.assignee == nil && thread.role == nil && thread.due != nil)
            case .active: #expect(thread.assignee != nil)
            case .waiting: #expect(thread.assignee != nil && thread.lastPublic?.voice.isGuest == false)
            case .transferred: #expect(thread.assignee == nil && thread.role != nil && thread.due != nil)
            case .resolved, .closed, .archived: #expect(thread.due == nil && thread.assignee != nil)
            }
            if thread.due != nil { #expect(thread.lastPublic?.voice.isGuest == true) }
        }
    }

    @Test("The phase is that of the stay, and without one there is no zone")
    func phases() {
        for thread in threads(company) {
            #expect((thread.phase == .before) == (thread.stay == nil))
            #expect((thread.zone == 0) == (thread.stay == nil))
        }
    }

    @Test("A few answers are late, most are not")
    func late() {
        let owed = threads(company).compactMap(\.due)
        let late = owed.count { $0 < Self.now }
        #expect((1...30).contains(late) && owed.count > 100)
    }

    @Test("There is a login for each role, and a dozen more agents")
    func logins() {
        let staff = Staff(conversations: 2_000, seed: 1).all
        for role in [
            "agent", "superviseur", "administrateur", "super_admin", "responsable_logistique", "responsable_qualite",
            "technicien", "comptabilite", "femme_de_menage",
        ] {
            #expect(staff.contains { $0.login == role && $0.role == role })
        }
        #expect(staff.count { $0.role == "agent" && $0.login != "agent" } == 12)
        #expect(Staff(conversations: 1_000_000, seed: 1).agents.count == 200)
    }
}

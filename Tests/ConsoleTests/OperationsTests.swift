import Console
import Domain
import Testing

@Suite("The operations page")
struct OperationsTests {
    private static let sizes = [(40, 10), (80, 24), (120, 40), (200, 50)]

    private func house(
        _ columns: Int = 120,
        _ rows: Int = 40,
        role: AppRole = .administrateur,
        language: Language = .english
    ) -> ConsoleHarness {
        ConsoleHarness(columns: columns, rows: rows, role: role, language: language)
    }

    private static let tabs = ["incidents", "workflows", "webhooks", "deliveries", "dead-letters", "jobs"]

    @Test("Each list at every size", arguments: sizes)
    func lists(columns: Int, rows: Int) throws {
        for (number, tab) in Self.tabs.enumerated() {
            var house = house(columns, rows)
            try house.press("H", "\(number + 1)")
            try expectScreen(house.screen, "operations-\(tab)-\(columns)x\(rows)")
        }
    }

    @Test("Each list in French")
    func french() throws {
        for (number, tab) in Self.tabs.enumerated() {
            var house = house(80, 24, language: .french)
            try house.press("H", "\(number + 1)")
            try expectScreen(house.screen, "operations-\(tab)-french")
        }
    }

    @Test("A superviseur sees incidents and workflows, an agent has no such page")
    func rights() throws {
        var superviseur = house(role: .superviseur)
        try superviseur.press("H")
        #expect(!superviseur.screen.contains("Webhooks") && !superviseur.screen.contains("Jobs"))
        try superviseur.press("3", "Tab", "Tab")
        #expect(superviseur.screen.contains("wait too long"))
        try superviseur.press("Enter", "a", "g", "n", "c", "c")
        #expect(superviseur.operations.webhookRequests.isEmpty && superviseur.operations.deliveryRequests.isEmpty)
        #expect(!superviseur.operations.incidentRequests.contains { if case .change = $0 { true } else { false } })
        var agent = house(role: .agent)
        try agent.press("H")
        #expect(agent.state.overlay == nil)
    }

    @Test("Tab and Shift-Tab go around the lists, digits go to one, Esc leaves")
    func moving() throws {
        var house = house()
        try house.press("H", "Shift-Tab")
        #expect(house.screen.contains("retention"))
        try house.press("Tab", "Tab")
        #expect(house.screen.contains("guest-welcome"))
        try house.press("3", "j")
        #expect(house.screen.contains("▌ paused → 14:05"))
        try house.press("Esc")
        #expect(house.state.overlay == nil)
    }

    @Test("What is shown is read again with r and every few seconds, and the cursor stays")
    func refreshing() throws {
        var house = house()
        try house.press("H", "j")
        house.operations.incidents.insert(house.operations.incidents.removeLast(), at: 0)
        house.dispatch(.refreshTimerFired)
        house.answer()
        #expect(house.canvas.lines.contains { $0.contains("▌ · critical") })
        let before = house.operations.incidentRequests.count
        try house.press("r")
        #expect(house.operations.incidentRequests.count == before + 1)
    }

    @Test("A refusal or a lost connection is said on the page, and nothing shown is lost", arguments: Language.allCases)
    func failures(language: Language) throws {
        for (number, _) in Self.tabs.enumerated() {
            var house = house(120, 40, language: language)
            try house.press("H", "\(number + 1)")
            let before = house.canvas.lines
            for failure in [Failure.offline, .refused(.notPermitted)] {
                house.operations.failure = failure
                try house.press("r")
                #expect(house.screen.contains(language.text(OutcomePhrase.failed(failure))))
                #expect(zip(before, house.canvas.lines).count { $0 != $1 } == 1, "\(number)")
            }
            house.operations.failure = nil
            try house.press("r")
            #expect(house.canvas.lines == before)
        }
    }

    @Test("Lists that are empty say so in a sentence", arguments: Language.allCases)
    func empty(language: Language) throws {
        var house = house(80, 24, language: language)
        house.operations = OperationsFixture()
        house.operations.incidents = []
        try house.press("H")
        #expect(house.screen.contains("☕"))
        house.operations.overview = JobOverview(jobs: house.operations.overview.jobs, workers: [])
        try house.press("6")
        #expect(house.screen.contains(language == .english ? "No worker has been here" : "Aucun worker"))
    }

    @Test("A job is run as soon as a worker is free")
    func jobs() throws {
        var house = house()
        try house.press("H", "6", "j", "n")
        #expect(house.operations.jobRequests.contains(.run("retention")))
        #expect(house.screen.contains("retention runs as soon as a worker is free."))
    }

    @Test("While the page is open its lists don't open others")
    func hostile() throws {
        var house = house(200, 50)
        house.operations.workflows[0].name = UntrustedText("a\u{1B}]0;x\u{7}\u{202E}b\nc")
        house.operations.incidents[0].subject = UntrustedText("\u{202E}gnol\u{1B}[2J")
        try house.press("H", "2", "1")
        #expect(!house.screen.contains("\u{1B}") && !house.screen.contains("\u{202E}"))
    }
}

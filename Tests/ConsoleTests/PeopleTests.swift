import Console
import Domain
import Testing

@Suite("People on the screen")
struct PeopleTests {
    private func house(
        role: AppRole = .administrateur,
        columns: Int = 80,
        rows: Int = 24,
        language: Language = .english
    ) -> ConsoleHarness {
        ConsoleHarness(columns: columns, rows: rows, role: role, language: language)
    }

    @Test("Everybody with role, zones, standing and load", arguments: [(80, 24), (200, 50), (40, 10)])
    func list(columns: Int, rows: Int) throws {
        var house = house(columns: columns, rows: rows)
        try house.press("P")
        try expectScreen(house.screen, "people-\(columns)x\(rows)")
    }

    @Test("One person: details, sessions, and what their role may do", arguments: [(80, 24), (200, 50)])
    func person(columns: Int, rows: Int) throws {
        var house = house(columns: columns, rows: rows)
        try house.press("P", "Enter")
        try expectScreen(house.screen, "person-\(columns)x\(rows)")
    }

    @Test("In French")
    func french() throws {
        var house = house(language: .french)
        try house.press("P")
        try expectScreen(house.screen, "people-french")
        try house.press("Enter")
        try expectScreen(house.screen, "person-french")
        try house.press("r")
        try expectScreen(house.screen, "role-french")
    }

    @Test("The list is filtered by words of name, role and login; Esc shows all again")
    func filtering() throws {
        var house = house()
        try house.press("P", "/")
        house.type("tech ou")
        #expect(house.screen.contains("Rachid"))
        #expect(!house.screen.contains("Fatima El-Fassi"))
        try house.press("Enter", "Enter")
        #expect(house.screen.contains("rachid@riad.example"))
        try house.press("Esc", "Esc")
        #expect(house.screen.contains("Karim"))
    }

    @Test("A supervisor looks and gives roles; an agent has no list")
    func others() throws {
        var superviseur = house(role: .superviseur)
        try superviseur.press("P", "Enter", "e", "x", "x", "d", "d")
        #expect(superviseur.peopleChanges.isEmpty)
        #expect(superviseur.screen.contains("r role"))
        #expect(!superviseur.screen.contains("e edit"))
        var agent = house(role: .agent)
        try agent.press("P")
        #expect(agent.state.overlay == nil)
    }

    @Test("A role is given until a day, which it lasts through; a day gone by is refused at once")
    func role() throws {
        var house = house()
        try house.press("P", "Enter", "r", "Tab")
        try expectScreen(house.screen, "role-80x24")
        house.type("2026-11-01")
        try house.press("Enter")
        #expect(house.screen.contains("Enter a future day"))
        try house.press("^U")
        house.type("2026-12-31")
        try house.press("Enter")
        let end = Timestamp(seconds: 1_798_761_600)
        #expect(house.peopleChanges == [.setRole(.agent, until: end, of: ConsoleHarness.everybody[0])])
        #expect(house.screen.contains("The role is granted."))
    }

    @Test("Somebody new is shown at once, and offered the role of what they do; there is no role to take from them")
    func newcomer() throws {
        var house = house()
        try house.press("P", "a")
        house.type("Salma")
        try house.press("Tab")
        house.type("Bennis")
        try house.press("Tab")
        house.type("salma@riad.example")
        try house.press("Enter")
        #expect(house.screen.contains("── Salma Bennis ──"))
        try house.press("r")
        #expect(house.screen.contains("‹ agent ›"))
        for _ in 0..<12 where !house.screen.contains("‹ no role ›") { try house.press("Right") }
        try house.press("Enter")
        #expect(house.screen.contains("They have no role."))
        #expect(house.peopleChanges.count == 1)
    }

    @Test("A super_admin is out of an administrateur's reach: no key does anything")
    func reach() throws {
        var house = house()
        try house.press("P", "j", "Enter", "e", "r", "p", "l", "d", "d", "x", "x")
        #expect(house.peopleChanges.isEmpty)
        #expect(house.screen.contains("Karim Guessous"))
        #expect(!house.screen.contains("r role"))
    }

    @Test("A login's first password is shown once, and nowhere after Enter")
    func login() throws {
        var house = house()
        try house.press("P", "G", "Enter", "l")
        house.type("rachid")
        try house.press("Tab", "Enter")
        try expectScreen(house.screen, "first-password-80x24")
        try house.press("Enter")
        #expect(house.screen.contains("rachid  first password, valid until"))
        let isLogin = if case .createLogin("rachid", _, _)? = house.peopleChanges.first { true } else { false }
        #expect(isLogin)
    }

    @Test("Ending sessions and deactivating ask once more; another key keeps everything")
    func destroying() throws {
        var house = house()
        try house.press("P", "Enter", "x")
        #expect(house.screen.contains("x ends all their sessions"))
        try house.press("j", "d")
        #expect(house.screen.contains("Deactivate Fatima El-Fassi"))
        #expect(house.screen.contains("14 open conversations"))
        try house.press("Esc", "j")
        #expect(house.peopleChanges.isEmpty)
        try house.press("x", "x")
        #expect(house.peopleChanges == [.endSessions(ConsoleHarness.everybody[0])])
        try house.press("d", "Enter")
        #expect(house.staff[0].details.isActive == false)
    }

    @Test("Whoever is deactivated hands their open conversations over to the queue or a colleague")
    func handingOver() throws {
        var house = house()
        try house.press("P", "Enter", "d", "Right", "Enter")
        var details = ConsoleHarness.everybody[0].details
        details.isActive = false
        let successor = Successor(id: ConsoleHarness.guessous, name: UntrustedText("Karim Guessous"))
        #expect(house.peopleChanges == [.edit(ConsoleHarness.everybody[0], into: details, successor: successor)])
        house.dispatch(.people(.handedOver(14, to: successor)))
        #expect(house.screen.contains("14 open conversations → Karim Guessous."))
        try house.press("q", "G", "Enter", "d")
        #expect(house.screen.contains("d revokes rights, login and sessions"), "nothing to give back")
        try house.press("r")
        #expect(house.peopleChanges.count == 1)
        #expect(house.screen.contains("Role of Rachid Oubella"))
        #expect(!house.screen.contains("theirs go to"))
    }

    @Test("A role taken away asks who gets what it held")
    func takingRole() throws {
        var house = house()
        try house.press("P", "Enter", "r")
        #expect(house.screen.contains("theirs go to"))
        #expect(house.screen.contains("the queue"))
    }

    @Test("A person's load is a door to their open conversations")
    func load() throws {
        var house = house()
        try house.press("P", "o")
        #expect(house.state.overlay == nil)
        #expect(house.state.inbox.query.filters.conditions == [QueryCondition(.assignee, ["Fatima El-Fassi"])])
        #expect(house.screen.contains("assignee:\"Fatima El-Fass"))
    }

    @Test("Each has their own account: an agent changes name, telephone and password there")
    func account() throws {
        var house = house(role: .agent)
        house.staff[2].role = RoleGrant(role: .agent)
        try house.press("M", "e")
        house.type("x")
        try house.press("Enter")
        #expect(
            house.peopleChanges == [.editSelf(firstName: "Nadiax", lastName: "Alami", phone: "+212 661 00 10 00")]
        )
        try house.press("p")
        house.type("too short")
        try house.press("Enter")
        #expect(house.screen.contains("at least 12 characters"))
        house.type(" no more")
        try house.press("Tab")
        house.type("something else")
        try house.press("Enter")
        #expect(house.screen.contains("The two passwords differ."))
        try house.press("^U")
        house.type("too short no more")
        try house.press("Enter")
        #expect(house.peopleChanges.last == .setOwnPassword(try Password("too short no more")))
        #expect(!house.screen.contains("too short"))
    }

    @Test("A first password is replaced before anything else", arguments: [Language.english, .french])
    func firstPassword(language: Language) throws {
        var house = house(language: language)
        house.dispatch(.session(.signedInWithoutUser))
        house.dispatch(.people(.loginStatus(.mustChangePassword)))
        try expectScreen(house.screen, "first-password-\(language.rawValue)")
        try house.press("Esc", "Esc", "P")
        #expect(house.screen.contains("•") == false)
        house.type("my own password")
        try house.press("Tab")
        house.type("my own password")
        try house.press("Enter")
        #expect(house.peopleChanges == [.setOwnPassword(try Password("my own password"))])
        #expect(house.state.overlay == nil)
    }

    @Test("What the server refuses is said in the form, and nothing that was written is lost")
    func refused() throws {
        var house = house()
        try house.press("P", "Enter", "e")
        house.type("na")
        try house.pressWithoutReplies("Enter")
        let asked = house.takeAsked()
        guard case .people(let request)? = asked.first else { throw Mismatch() }
        house.dispatch(.people(request.event(for: .refused(.outdated))))
        #expect(house.screen.contains("Somebody else changed this person meanwhile"))
        #expect(house.screen.contains("Fatimana"))
    }

    private struct Mismatch: Error {}
}

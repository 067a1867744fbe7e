import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("Each sees what their role lets them", .serialized, .ownThread)
struct RolesTests {
    private let house: EndToEndHarness

    init() throws {
        house = try EndToEndHarness()
        try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    @Test("the desk sees every conversation", arguments: [AppRole.agent, .superviseur, .administrateur, .superAdmin])
    func desk(role: AppRole) throws {
        let person = try house.database.person(role)
        let console = try house.console(as: person)
        try console.wait(forText: "Sofia Moreau")
    }

    @Test("others see what was transferred to their role", arguments: [AppRole.technicien, .femmeDeMenage])
    func transferred(role: AppRole) throws {
        let theirs = try house.channel.receiveMessage(
            "La clim est en panne",
            from: "James Okafor",
            address: "+44700900123"
        )
        try house.transfer(theirs, to: role)
        let person = try house.database.person(role)
        let console = try house.console(as: person)
        try console.wait(forText: "James Okafor")
        #expect(!console.screen.text.contains("Sofia Moreau"))
        console.type(Keys.enter)
        try console.wait(forText: "La clim est en panne")
        console.type("c")
        try console.wait(forText: "Yours now.")
        #expect(try house.head(of: theirs) == "EN_COURS medium {} \(person.login)")
    }

    @Test("a technicien to whom nothing was given sees nothing")
    func nothing() throws {
        let console = try house.console(as: house.database.person(.technicien))
        try console.wait(forText: "Nothing waits here.")
        #expect(!console.screen.text.contains("Sofia Moreau"))
    }

    @Test("a login without a role is told so and sees nothing")
    func noRole() throws {
        let person = try house.database.person(nil)
        let console = try Riad.console(house.database.uri(login: person.login), home: house.home)
        try console.wait(forText: "This login has no active role.")
        #expect(!console.screen.text.contains("Sofia Moreau"))
    }

    @Test("somebody whose profile was made inactive sees nothing")
    func inactive() throws {
        let person = try house.database.person(.agent, isActive: false)
        let console = try Riad.console(house.database.uri(login: person.login), home: house.home)
        try console.wait(forText: "This login has no active role.")
        #expect(!console.screen.text.contains("Sofia Moreau"))
    }
}

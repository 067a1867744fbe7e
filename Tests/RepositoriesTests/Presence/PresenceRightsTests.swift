import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Who may see who is where")
struct PresenceRightsTests: PresenceSuite {
    let company: PresenceFixture
    init() throws { company = try PresenceFixture() }

    @Test("Under zone isolation nobody is seen in a conversation that the user can't read")
    func isolation() throws {
        try desk.deployment.isolateZones()
        let stranger = try desk.member(.agent, zones: ["agadir_marina"])
        let supervisor = try desk.member(.superviseur)
        try reportPresence(fatima, in: talk, .typing)
        #expect(try colleagues(of: stranger, in: talk, while: [fatima]) == [])
        #expect(try colleagues(of: youssef, in: talk, while: [fatima]) == ["Fatima types"])
        #expect(try colleagues(of: supervisor, in: talk, while: [fatima]) == ["Fatima types"])
    }

    @Test(
        "Whoever isn't of the desk sees in a conversation of theirs that somebody is there, without a name; elsewhere nothing",
        arguments: AppRole.all.filter { !Rights.inboxRoles.contains($0) }
    )
    func otherRoles(role: AppRole) throws {
        let member = try desk.member(role)
        let own = try desk.deployment.conversation(.enCours, assignedTo: member.person)
        try reportPresence(fatima, in: own, .typing)
        try reportPresence(youssef, in: talk, .typing)
        #expect(try colleagues(of: member, in: own, while: [fatima, youssef]) == ["? types"])
        let seen = try member.connection.run(try Presence.colleagues(in: own, for: member.user))
        #expect(seen.allSatisfy { $0.person == nil })
        let names = Request(
            reading: Statement(name: "console_presence", text: "SELECT count(*) FROM riad.console_presence()")
        ) { rows throws(DecodingError) -> Int64 in try rows.single()[0] }
        #expect(try member.connection.run(names) == 0)
    }

    @Test("Nobody is present in a conversation that they can't read, nor in one that there is not")
    func forged() throws {
        try desk.deployment.isolateZones()
        let stranger = try desk.member(.agent, zones: ["agadir_marina"])
        let technician = try desk.member(.technicien)
        #expect(try refusal { try reportPresence(stranger, in: talk, .typing) } == Refusal.notFound.state)
        #expect(try refusal { try reportPresence(technician, in: talk) } == Refusal.notFound.state)
        #expect(try refusal { try reportPresence(fatima, in: freshIdentifier()) } == Refusal.notFound.state)
        #expect(try desk.database.value("SELECT count(*) FROM riad.consoles", as: Int64.self) == 0)
    }

    @Test("Acts and idle times that can't be are refused, and a login without rights is nowhere")
    func refused() throws {
        let connection = fatima.connection
        for call in ["NULL, 'lurking', NULL", "NULL, NULL, NULL", "NULL, 'reading', -1", "NULL, 'reading', 2000000000"]
        {
            let error = #expect(throws: PostgresError.self) {
                try connection.run(script: "SELECT riad.record_presence(\(call))", name: "attack")
            }
            #expect(error?.state == Refusal.invalidInput.state, "\(call)")
        }
        let nobody = desk.database.connection(as: try desk.database.person(.agent, isActive: false))
        let error = #expect(throws: PostgresError.self) {
            try nobody.run(script: "SELECT riad.record_presence(NULL, 'reading', NULL)", name: "attack")
        }
        #expect(error?.state == Refusal.notPermitted.state)
    }
}

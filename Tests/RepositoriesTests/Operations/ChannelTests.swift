import Domain
import Loop
import Postgres
import Repositories
import TestSupport
import Testing

/// What a login hears that listens to every channel it was told of, and to those that had a fixed name once.
@Suite("Who listens hears of what they read, and of nothing else")
struct ChannelTests {
    private let house: CompanyFixture
    private let worker: Connection
    private let ear: Ear
    private let agent: TestPerson
    init() throws {
        house = try CompanyFixture()
        try house.isolateZones()
        let login = "worker_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_worker")
        worker = house.database.connection(login: login)
        agent = try house.database.person(.agent, zones: ["marrakech_gueliz"])
        ear = try Ear(agent, house.database)
    }

    private func change(_ conversation: Identifier<Conversation>, _ what: String = "subject = 'x'") throws {
        try house.database.run("UPDATE public.conversations SET \(what) WHERE id = '\(conversation)'")
    }

    private func relay() throws { _ = try worker.run(Jobs.relayChanges()) }

    private func zone(_ label: String) throws -> Int16 {
        try #require(try house.database.value("SELECT id FROM riad.zones WHERE label = '\(label)'", as: Int16.self))
    }

    @Test("Relayed: an isolated agent hears of their zones, the common queue, and what is theirs or their role's")
    func relayed() throws {
        let (own, foreign) = (try zone("marrakech_gueliz"), try zone("marrakech_medina"))
        let hidden = try (1...60).map { _ in try house.conversation(.enCours, zone: foreign) }
        let seen = [
            try house.conversation(.enCours, zone: own), try house.conversation(.enCours),
            try house.conversation(.enCours, assignedTo: agent, zone: foreign),
            try house.conversation(.transferee, transferredTo: .agent, zone: foreign),
        ]
        try relay()
        try change(hidden[0])
        try relay()
        for id in hidden { try change(id) }
        try relay()
        for id in seen { try change(id) }
        try relay()
        let heard = try ear.heard(house.database)
        let ids = heard.map { $0.split(separator: " ").first.map(String.init) }
        #expect(Set(ids) == Set(seen.map(\.description)))
    }

    @Test("What comes to somebody, and what leaves them, is told to them too")
    func moving() throws {
        let (own, foreign) = (try zone("marrakech_gueliz"), try zone("marrakech_medina"))
        let talk = try house.conversation(.enCours, zone: foreign)
        try relay()
        for (change, isHeard) in [
            ("zone_id = \(own)", true), ("zone_id = \(foreign)", true), ("subject = 'x'", false),
            ("assigned_agent_id = '\(agent.id)'", true), ("assigned_agent_id = NULL", true), ("subject = 'y'", false),
        ] {
            try self.change(talk, change)
            try relay()
            #expect(try ear.heard(house.database).isEmpty != isHeard, "\(change)")
        }
    }

    @Test("Announced without a relay, a change or a colleague's presence is told to those who read the conversation")
    func announced() throws {
        let hidden = try house.conversation(.enCours, zone: try zone("marrakech_medina"))
        let seen = try house.conversation(.enCours, zone: try zone("marrakech_gueliz"))
        let boss = house.database.connection(as: try house.database.person(.superviseur))
        // With every person the channels get new names.
        let ear = try Ear(agent, house.database)
        for id in [hidden, seen] {
            try boss.run(Conversations.announce(id))
            try boss.run(Presence.hint(id))
        }
        #expect(try ear.heard(house.database) == ["\(seen)", "presence \(seen)"])
        let all = try Ear(try house.database.person(.superviseur), house.database)
        let own = house.database.connection(as: agent)
        for id in [hidden, seen] { try own.run(Presence.hint(id)) }
        try own.run(Conversations.announce(nil))
        #expect(try all.heard(house.database) == ["presence \(seen)", ""])
    }

    @Test("Who loses a zone hears no more of it under the names that they remember, and is told new ones")
    func losing() throws {
        let talk = try house.conversation(.enCours, zone: try zone("marrakech_gueliz"))
        try relay()
        let before = try ear.connection.run(Session.channels())
        // This ends the person's sessions, so they come back.
        try house.database.run("UPDATE public.profiles SET geographical_zones = '{}' WHERE user_id = '\(agent.id)'")
        let ear = try Ear(agent, house.database, to: before)
        try change(talk)
        try relay()
        #expect(try ear.heard(house.database) == [])
        let after = try ear.connection.run(Session.channels())
        #expect(after.count == before.count - 2 && Set(after).isDisjoint(with: before))
        ear.connection.listen(onlyTo: after)
        let common = try house.conversation(.enCours)
        try relay()
        #expect(try ear.heard(house.database).map { $0.prefix(36) } == ["\(common)".prefix(36)])
    }

    @Test("Isolation switched on, an agent hears no more of everything")
    func isolating() throws {
        try house.database.run("UPDATE riad.settings SET value = 'false' WHERE key = 'zone_isolation'")
        let free = try Ear(agent, house.database)
        let talk = try house.conversation(.enCours, zone: try zone("marrakech_medina"))
        try relay()
        try change(talk)
        try relay()
        #expect(try free.heard(house.database).count == 1)
        let before = try free.connection.run(Session.channels())
        try house.isolateZones()
        let isolated = try Ear(agent, house.database, to: before)
        try change(talk)
        try relay()
        #expect(try isolated.heard(house.database) == [])
    }

    @Test("Channels are renamed every five minutes, and a console knows the next name before")
    func renamed() throws {
        let person = "'person \(agent.id)'"
        let next = "SELECT riad.channel_name(\(person), riad.channel_period() + 1)"
        let name = try #require(try house.database.value(next, as: String.self))
        #expect(try ear.connection.run(Session.channels()).contains(name))
        let names = try house.database.value(
            "SELECT count(DISTINCT riad.channel_name(\(person), n)) FROM generate_series(1, 100) n",
            as: Int64.self
        )
        #expect(names == 100)
    }

    @Test("A login without rights is told no channel, and nobody reads what the names are made of")
    func secret() throws {
        let nobody = try house.database.person(nil)
        #expect(try house.database.connection(as: nobody).run(Session.channels()) == [])
        for attack in ["SELECT key FROM riad.channel_key", "SELECT riad.channel_name('all', 1)"] {
            let connection = house.database.connection(as: agent)
            #expect(try refusal { try connection.run(script: attack, name: "attack") } == "42501", "\(attack)")
        }
    }
}

/// A session that listens to the channels that it is told of, or that it remembers.
private final class Ear {
    let connection: Connection
    private var payloads: [String] = []

    init(_ person: TestPerson, _ database: TestDatabase, to names: [String]? = nil) throws {
        connection = database.connection(as: person)
        connection.onNotification = { [weak self] in self?.payloads.append($0.payload) }
        try connection.connect()
        let names = try names ?? connection.run(Session.channels())
        connection.listen(onlyTo: names + ["riad", "riad_presence", "end"])
        _ = try connection.run(Session.channels())
    }

    /// What was heard since the last call.
    func heard(_ database: TestDatabase) throws -> [String] {
        connection.listen(to: "end")
        _ = try connection.run(Session.channels())
        try database.run("NOTIFY \"end\", 'the end'")
        while payloads.last != "the end" { connection.waitAndAdvance(limit: .now() + .seconds(10)) }
        defer { payloads = [] }
        return payloads.dropLast()
    }
}

import Domain
import Loop
import Postgres
import Repositories
import TestSupport

/// Two members of the desk who can see each other.
struct PresenceFixture {
    let desk: AssignmentFixture
    let fatima: FixtureUser
    let youssef: FixtureUser
    /// A conversation in a zone they share.
    let talk: Identifier<Conversation>

    init() throws {
        desk = try AssignmentFixture()
        fatima = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Fatima", "El-Fassi"))
        youssef = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Youssef", "Bennani"))
        talk = try desk.waiting(zone: try desk.zone("rabat_agdal"))
    }
}

/// The machine stalled for too long.
struct Stalled: Error {}

/// Tests of presence visibility.
protocol PresenceSuite {
    var company: PresenceFixture { get }
}

extension PresenceSuite {
    var desk: AssignmentFixture { company.desk }
    var fatima: FixtureUser { company.fatima }
    var youssef: FixtureUser { company.youssef }
    var talk: Identifier<Conversation> { company.talk }

    /// Reports a user's presence; returns the conversations whose viewers must be notified.
    @discardableResult
    func reportPresence(
        _ member: FixtureUser,
        in conversation: Identifier<Conversation>?,
        _ act: PresenceActivity = .reading,
        idle: Duration? = nil
    ) throws -> [Identifier<Conversation>] {
        let now = Timestamp(seconds: 1_800_000_000)
        let whereabouts = PresenceUpdate(
            conversation: conversation,
            act: act,
            idleSince: idle.map { Timestamp(microseconds: now.microseconds - $0.components.seconds * 1_000_000) }
        )
        return try member.connection.run(try Presence.report(whereabouts, at: now, by: member.user))
    }

    /// A user's view while the others' consoles are alive. Retries if the machine stalled so long that they count as
    /// silent.
    func seen<Answer>(
        by user: FixtureUser,
        _ request: Request<Answer>,
        while others: [FixtureUser]
    ) throws -> Answer {
        for _ in 0..<20 {
            let begin = MonotonicTime.now()
            for other in others { _ = try other.connection.run(Session.currentUser()) }
            let answer = try user.connection.run(request)
            if MonotonicTime.now() - begin < .seconds(20) { return answer }
        }
        throw Stalled()
    }

    /// The colleagues a user sees, and their activities.
    func colleagues(
        of user: FixtureUser,
        in conversation: Identifier<Conversation>?,
        while others: [FixtureUser]
    ) throws -> [String] {
        try seen(by: user, try Presence.colleagues(in: conversation, for: user.user), while: others).map {
            "\($0.name?.original ?? "?") \($0.isTyping ? "types" : "reads")\($0.conversation == conversation ? "" : " elsewhere")"
        }
    }

    /// Waits until the server has noticed a closed connection.
    func awaitEnd(of member: FixtureUser) throws {
        for _ in 0..<600 {
            let left = try desk.database.value(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = $1 AND state IS NOT NULL",
                [Parameter(member.person.login)],
                as: Int64.self
            )
            if left == 0 { return }
            try desk.database.run("SELECT pg_sleep(0.1)")
        }
        throw Stalled()
    }
}

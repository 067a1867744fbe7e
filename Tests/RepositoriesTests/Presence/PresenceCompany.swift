import Domain
import Loop
import Postgres
import Repositories
import TestSupport

/// Two of the desk who see one another.
struct PresenceCompany {
    let desk: Desk
    let fatima: DeskMember
    let youssef: DeskMember
    /// A conversation of the zone that both have.
    let talk: Identifier<Conversation>

    init() throws {
        desk = try Desk()
        fatima = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Fatima", "El-Fassi"))
        youssef = try desk.member(.agent, zones: ["rabat_agdal"], name: ("Youssef", "Bennani"))
        talk = try desk.waiting(zone: try desk.zone("rabat_agdal"))
    }
}

/// This machine stood still for too long.
struct Stalled: Error {}

/// Tests of who sees whom.
protocol PresenceSuite {
    var company: PresenceCompany { get }
}

extension PresenceSuite {
    var desk: Desk { company.desk }
    var fatima: DeskMember { company.fatima }
    var youssef: DeskMember { company.youssef }
    var talk: Identifier<Conversation> { company.talk }

    /// Says where somebody is; which conversations' readers are worth a hint.
    @discardableResult
    func note(
        _ member: DeskMember,
        in conversation: Identifier<Conversation>?,
        _ act: PresenceAct = .reading,
        idle: Duration? = nil
    ) throws -> [Identifier<Conversation>] {
        let now = Timestamp(seconds: 1_800_000_000)
        let whereabouts = Whereabouts(
            conversation: conversation,
            act: act,
            idleSince: idle.map { Timestamp(microseconds: now.microseconds - $0.components.seconds * 1_000_000) }
        )
        return try member.connection.run(try Presence.note(whereabouts, at: now, by: member.reader))
    }

    /// What a reader sees while the others' consoles have just shown a sign of life. Asked again where the machine stood
    /// still so long in between that they count as silent.
    func seen<Answer>(
        by reader: DeskMember,
        _ request: Request<Answer>,
        while others: [DeskMember]
    ) throws -> Answer {
        for _ in 0..<20 {
            let begin = Moment.now()
            for other in others { _ = try other.connection.run(Session.reader()) }
            let answer = try reader.connection.run(request)
            if Moment.now() - begin < .seconds(20) { return answer }
        }
        throw Stalled()
    }

    /// Whom a reader sees, and what these do.
    func colleagues(
        of reader: DeskMember,
        in conversation: Identifier<Conversation>?,
        while others: [DeskMember]
    ) throws -> [String] {
        try seen(by: reader, try Presence.colleagues(in: conversation, for: reader.reader), while: others).map {
            "\($0.name?.original ?? "?") \($0.isTyping ? "types" : "reads")\($0.conversation == conversation ? "" : " elsewhere")"
        }
    }

    /// Until the server has seen that a connection was closed.
    func awaitEnd(of member: DeskMember) throws {
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

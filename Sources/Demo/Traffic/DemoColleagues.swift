import Domain
import Loop
import Postgres
import Repositories

/// Simulated colleagues at their consoles: sessions with their own logins that report presence and send heartbeats like
/// a console. A session that the server ends isn't reopened.
final class DemoColleagues {
    private struct Console {
        let connection: Connection
        let user: CurrentUser
        var conversation: Identifier<Conversation>?
    }

    private var consoles: [Int: Console] = [:]
    private var nextHeartbeat = MonotonicTime.now()

    /// A console sends one every five seconds and counts as dead after thirty.
    private static let heartbeatInterval = Duration.seconds(8)

    /// Opens a console for each of these people, showing the inbox.
    init(_ people: [Employee], place: DemoPaths) {
        for person in people {
            guard let login = person.login else { continue }
            let connection = place.connection(database: DemoDatabase.name, login: login)
            guard let user = try? connection.run(Session.currentUser()) else { continue }
            consoles[person.number] = Console(connection: connection, user: user)
            reportPresence(person.number, .reading)
        }
    }

    /// The number of open consoles.
    var count: Int { consoles.count }

    /// When the next heartbeat is due.
    var deadline: MonotonicTime { nextHeartbeat }

    /// Performs an action at a person's console; `conversation` is the one it concerns, nil for none.
    func perform(_ number: Int, by deed: TrafficEvent.ConsoleAction, in conversation: UUIDBytes?) {
        switch deed {
        case .viewInbox: break
        case .open:
            move(number, to: conversation)
            reportPresence(number, .reading)
        case .type:
            move(number, to: conversation)
            reportPresence(number, conversation == nil ? .reading : .typing)
        case .close, .resume:
            move(number, to: nil)
            reportPresence(number, .reading)
        case .goIdle(let seconds):
            reportPresence(number, .reading, idle: .seconds(seconds))
        }
    }

    /// Sends the heartbeat queries if due.
    func sendHeartbeats(at now: MonotonicTime) {
        guard now >= nextHeartbeat else { return }
        nextHeartbeat = now + Self.heartbeatInterval
        for (number, console) in consoles {
            run(number) { () throws in
                _ = try console.connection.run(try Presence.colleagues(in: console.conversation, for: console.user))
            }
        }
    }

    /// Closes all consoles.
    func close() {
        for console in consoles.values { console.connection.close() }
        consoles = [:]
    }

    private func move(_ number: Int, to conversation: UUIDBytes?) {
        consoles[number]?.conversation = conversation.map { Identifier(high: $0.high, low: $0.low) }
    }

    private func reportPresence(_ number: Int, _ act: PresenceActivity, idle: Duration? = nil) {
        guard let console = consoles[number] else { return }
        // The server gets only the difference, so the absolute times don't matter.
        let lastKey = Timestamp(seconds: 0)
        let now = lastKey + (idle ?? .zero)
        let whereabouts = PresenceUpdate(
            conversation: console.conversation,
            act: act,
            idleSince: idle.map { _ in lastKey }
        )
        run(number) { () throws in
            let note = try Presence.report(whereabouts, at: now, by: console.user)
            for conversation in try console.connection.run(note) {
                try console.connection.run(Presence.hint(conversation))
            }
        }
    }

    /// Ignores refusals, for example of a conversation that no longer exists.
    private func run(_ number: Int, _ body: () throws -> Void) {
        try? body()
        guard let connection = consoles[number]?.connection, !connection.phase.isConnected else { return }
        connection.close()
        consoles[number] = nil
    }
}

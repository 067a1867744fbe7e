import Domain
import Loop
import Postgres
import Repositories

/// Colleagues at their consoles: sessions with logins of their own, which tell the server where their person is as a
/// console does, and show as many signs of life. Whoever is shown out stays out.
final class DemoColleagues {
    private struct Console {
        let connection: Connection
        let user: CurrentUser
        var conversation: Identifier<Conversation>?
    }

    private var consoles: [Int: Console] = [:]
    private var nextHeartbeat = MonotonicTime.now()

    /// A console reads every five seconds and counts as dead after thirty.
    private static let heartbeatInterval = Duration.seconds(8)

    /// Opens a console for each of them, on the list.
    init(_ people: [Employee], place: DemoPaths) {
        for person in people {
            guard let login = person.login else { continue }
            let connection = place.connection(database: DemoDatabase.name, login: login)
            guard let user = try? connection.run(Session.currentUser()) else { continue }
            consoles[person.number] = Console(connection: connection, user: user)
            reportPresence(person.number, .reading)
        }
    }

    /// How many are there.
    var count: Int { consoles.count }

    /// When the next sign of life is due.
    var deadline: MonotonicTime { nextHeartbeat }

    /// Does something at the console of the person of that number; `conversation` is the talk's, where it has one.
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

    /// Reads what a console reads, where that is due.
    func sendHeartbeats(at now: MonotonicTime) {
        guard now >= nextHeartbeat else { return }
        nextHeartbeat = now + Self.heartbeatInterval
        for (number, console) in consoles {
            run(number) { () throws in
                _ = try console.connection.run(try Presence.colleagues(in: console.conversation, for: console.user))
            }
        }
    }

    /// Closes all of them.
    func close() {
        for console in consoles.values { console.connection.close() }
        consoles = [:]
    }

    private func move(_ number: Int, to conversation: UUIDBytes?) {
        consoles[number]?.conversation = conversation.map { Identifier(high: $0.high, low: $0.low) }
    }

    private func reportPresence(_ number: Int, _ act: PresenceActivity, idle: Duration? = nil) {
        guard let console = consoles[number] else { return }
        // The server is told how long it is, whatever the time.
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

    /// A refusal, such as of a conversation that isn't there any more, is passed over.
    private func run(_ number: Int, _ body: () throws -> Void) {
        try? body()
        guard let connection = consoles[number]?.connection, !connection.phase.isConnected else { return }
        connection.close()
        consoles[number] = nil
    }
}

import Domain
import Loop
import Postgres
import Repositories

/// Colleagues at their consoles: sessions with logins of their own, which tell the server where their person is as a
/// console does, and show as many signs of life. Whoever is shown out stays out.
final class DemoColleagues {
    private struct Console {
        let connection: Connection
        let reader: Reader
        var conversation: Identifier<Conversation>?
    }

    private var consoles: [Int: Console] = [:]
    private var nextSign = Moment.now()

    /// A console reads every five seconds and counts as dead after thirty.
    private static let signs = Duration.seconds(8)

    /// Opens a console for each of them, on the list.
    init(_ people: [Employee], place: DemoPlace) {
        for person in people {
            guard let login = person.login else { continue }
            let connection = place.connection(database: DemoDatabase.name, login: login)
            guard let reader = try? connection.run(Session.reader()) else { continue }
            consoles[person.number] = Console(connection: connection, reader: reader)
            note(person.number, .reading)
        }
    }

    /// How many are there.
    var count: Int { consoles.count }

    /// When the next sign of life is due.
    var deadline: Moment { nextSign }

    /// Does something at the console of the person of that number; `conversation` is the talk's, where it has one.
    func act(_ number: Int, _ deed: TrafficEvent.Deed, in conversation: UUIDBytes?) {
        switch deed {
        case .looks: break
        case .reads:
            move(number, to: conversation)
            note(number, .reading)
        case .types:
            move(number, to: conversation)
            note(number, conversation == nil ? .reading : .typing)
        case .leaves, .returns:
            move(number, to: nil)
            note(number, .reading)
        case .rests(let seconds):
            note(number, .reading, idle: .seconds(seconds))
        }
    }

    /// Reads what a console reads, where that is due.
    func showSigns(at now: Moment) {
        guard now >= nextSign else { return }
        nextSign = now + Self.signs
        for (number, console) in consoles {
            run(number) { () throws in
                _ = try console.connection.run(try Presence.colleagues(in: console.conversation, for: console.reader))
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

    private func note(_ number: Int, _ act: PresenceAct, idle: Duration? = nil) {
        guard let console = consoles[number] else { return }
        // The server is told how long it is, whatever the time.
        let lastKey = Timestamp(seconds: 0)
        let now = lastKey + (idle ?? .zero)
        let whereabouts = Whereabouts(
            conversation: console.conversation,
            act: act,
            idleSince: idle.map { _ in lastKey }
        )
        run(number) { () throws in
            let note = try Presence.note(whereabouts, at: now, by: console.reader)
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

import Domain

/// Which message goes out next: one at a time, of each conversation in the order in which they were written, none twice.
struct SendQueue {
    /// Whether a message would outlive the program.
    enum Persistence: Hashable {
        /// The disk hasn't answered yet, and until then the message doesn't go out.
        case pending
        /// It is on disk.
        case saved
        /// It is in memory only.
        case failed
    }

    /// A message and where it stands with the disk.
    struct Entry: Hashable {
        let message: OutgoingMessage
        var keeping: Persistence
    }

    /// Messages that have not been sent, oldest first.
    private(set) var waiting: [Entry] = []
    /// The one that has been sent and not answered.
    private(set) var inFlight: Entry?

    /// Whether some message would be lost with the program.
    var hasUnsavedMessages: Bool {
        waiting.contains { $0.keeping != .saved } || inFlight.map { $0.keeping != .saved } ?? false
    }

    /// Adds a message; one that is here already isn't added again.
    mutating func add(_ message: OutgoingMessage, _ keeping: Persistence) {
        guard inFlight?.message.id != message.id, !waiting.contains(where: { $0.message.id == message.id }) else {
            return
        }
        waiting.append(Entry(message: message, keeping: keeping))
    }

    /// The disk has answered for a message; one that was withdrawn meanwhile stays withdrawn.
    mutating func setPersistence(_ keeping: Persistence, for id: Identifier<Message>) {
        guard let place = waiting.firstIndex(where: { $0.message.id == id }) else { return }
        waiting[place].keeping = keeping
    }

    /// The message to send now; nil where there is none or one is on its way.
    mutating func next() -> OutgoingMessage? {
        guard inFlight == nil else { return nil }
        var held: Set<Identifier<Conversation>> = []
        for (place, entry) in waiting.enumerated() {
            if entry.keeping != .pending, !held.contains(entry.message.conversation) {
                inFlight = waiting.remove(at: place)
                return entry.message
            }
            held.insert(entry.message.conversation)
        }
        return nil
    }

    /// The message is stored.
    mutating func markSent() { inFlight = nil }

    /// The message was refused: it is withdrawn, and with it whatever follows it in its conversation, because that was
    /// written as if this one stood before it. Oldest first.
    mutating func withdraw() -> [OutgoingMessage] {
        guard let refused = inFlight?.message else { return [] }
        inFlight = nil
        let followers = waiting.filter { $0.message.conversation == refused.conversation }.map(\.message)
        waiting.removeAll { $0.message.conversation == refused.conversation }
        return [refused] + followers
    }

    /// The line was lost: the same message goes first next time, with the same id.
    mutating func requeue() {
        if let entry = inFlight { waiting.insert(entry, at: 0) }
        inFlight = nil
    }

    /// The server was too slow with this conversation: it goes behind the others, in its own order.
    mutating func postpone() {
        guard let entry = inFlight else { return }
        requeue()
        let isOfIt = { (other: Entry) in other.message.conversation == entry.message.conversation }
        waiting = waiting.filter { !isOfIt($0) } + waiting.filter(isOfIt)
    }
}

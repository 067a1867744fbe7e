import Domain

/// The order of sending: one message at a time, in writing order within each conversation, none twice.
struct SendQueue {
    /// Whether a message would survive the process.
    enum Persistence: Hashable {
        /// The write is pending; the message isn't sent until it completes.
        case pending
        /// The message is on disk.
        case saved
        /// The message is in memory only.
        case failed
    }

    /// A message and its persistence.
    struct Entry: Hashable {
        let message: OutgoingMessage
        var keeping: Persistence
    }

    /// Messages not sent yet, oldest first.
    private(set) var waiting: [Entry] = []
    /// The message sent but not answered yet.
    private(set) var inFlight: Entry?

    /// Whether any message would be lost with the process.
    var hasUnsavedMessages: Bool {
        waiting.contains { $0.keeping != .saved } || inFlight.map { $0.keeping != .saved } ?? false
    }

    /// Adds a message, unless it is already queued.
    mutating func add(_ message: OutgoingMessage, _ keeping: Persistence) {
        guard inFlight?.message.id != message.id, !waiting.contains(where: { $0.message.id == message.id }) else {
            return
        }
        waiting.append(Entry(message: message, keeping: keeping))
    }

    /// Records the result of a message's write; ignores a message withdrawn meanwhile.
    mutating func setPersistence(_ keeping: Persistence, for id: Identifier<Message>) {
        guard let place = waiting.firstIndex(where: { $0.message.id == id }) else { return }
        waiting[place].keeping = keeping
    }

    /// Dequeues the message to send now; nil if there is none or one is in flight.
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

    /// Removes the message in flight: it is stored.
    mutating func markSent() { inFlight = nil }

    /// Withdraws the refused message and those that follow it in its conversation, as they were written to follow it.
    /// Returns them oldest first.
    mutating func withdraw() -> [OutgoingMessage] {
        guard let refused = inFlight?.message else { return [] }
        inFlight = nil
        let followers = waiting.filter { $0.message.conversation == refused.conversation }.map(\.message)
        waiting.removeAll { $0.message.conversation == refused.conversation }
        return [refused] + followers
    }

    /// Puts the message in flight back at the front after a lost connection, with the same id.
    mutating func requeue() {
        if let entry = inFlight { waiting.insert(entry, at: 0) }
        inFlight = nil
    }

    /// Moves the conversation's messages to the back, in order, after a timeout.
    mutating func postpone() {
        guard let entry = inFlight else { return }
        requeue()
        let isOfIt = { (other: Entry) in other.message.conversation == entry.message.conversation }
        waiting = waiting.filter { !isOfIt($0) } + waiting.filter(isOfIt)
    }
}

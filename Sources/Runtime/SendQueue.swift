import Domain

/// Which message goes out next: one at a time, in the order in which they were written, none twice.
struct SendQueue {
    /// Messages that may be sent, oldest first.
    private(set) var waiting: [OutgoingMessage] = []
    /// The one that has been sent and not answered.
    private(set) var inFlight: OutgoingMessage?

    /// Adds a message that is on disk; one that is here already isn't added again.
    mutating func add(_ message: OutgoingMessage) {
        guard inFlight?.id != message.id, !waiting.contains(where: { $0.id == message.id }) else { return }
        waiting.append(message)
    }

    /// The message to send now; nil where there is none or one is on its way.
    mutating func next() -> OutgoingMessage? {
        guard inFlight == nil, !waiting.isEmpty else { return nil }
        inFlight = waiting.removeFirst()
        return inFlight
    }

    /// The message was answered for good, stored or refused.
    mutating func settle() { inFlight = nil }

    /// The line was lost, or the server too slow: the same message goes first next time, with the same id.
    mutating func putBack() {
        if let message = inFlight { waiting.insert(message, at: 0) }
        inFlight = nil
    }
}

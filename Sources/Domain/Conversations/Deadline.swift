/// The next thing that has to happen in a conversation that owes an answer.
package struct Deadline: Sendable, Hashable {
    /// What it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An answer that the targets ask for.
        case answer
        /// WhatsApp takes no free text after it.
        case messagingWindow = "window"
        /// The guest arrives, and waits for an answer.
        case arrival
    }

    /// What it is.
    package let kind: Kind
    /// When it is.
    package let at: Timestamp
    /// Since when the guest waits.
    package let since: Timestamp

    /// A deadline from its parts.
    package init(kind: Kind, at: Timestamp, since: Timestamp) {
        self.kind = kind
        self.at = at
        self.since = since
    }

    /// How near it is.
    package enum DeadlineStatus: Sendable, Hashable {
        /// More than a fifth of the time, and more than ten minutes, are left.
        case onTrack
        /// Less is left.
        case dueSoon
        /// It has passed.
        case overdue
    }

    /// How near it is at a moment.
    package func status(at now: Timestamp) -> DeadlineStatus {
        let left = at.microseconds - now.microseconds
        if left < 0 { return .overdue }
        let warning = max(600_000_000, (at.microseconds - since.microseconds) / 5)
        return left < warning ? .dueSoon : .onTrack
    }
}

extension Conversation {
    /// What comes next; nil where no answer is owed or nothing asks for one.
    package var deadline: Deadline? {
        guard let at = replyDueAt else { return nil }
        let closesThen = threadParts.contains { $0.windowClosesAt == at }
        let kind: Deadline.Kind = at == slaDueAt ? .answer : closesThen ? .messagingWindow : .arrival
        return Deadline(kind: kind, at: at, since: awaitingReplySince ?? lastMessageAt)
    }
}

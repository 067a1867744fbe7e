/// The next deadline of a conversation with a pending reply.
package struct Deadline: Sendable, Hashable {
    /// The kind of deadline.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The reply required by the SLA targets.
        case answer
        /// WhatsApp's messaging window closes.
        case messagingWindow = "window"
        /// The guest arrives while waiting for a reply.
        case arrival
    }

    /// The kind of deadline.
    package let kind: Kind
    /// When it is due.
    package let at: Timestamp
    /// Since when the guest has been waiting.
    package let since: Timestamp

    /// Creates a deadline from its parts.
    package init(kind: Kind, at: Timestamp, since: Timestamp) {
        self.kind = kind
        self.at = at
        self.since = since
    }

    /// How close a deadline is.
    package enum DeadlineStatus: Sendable, Hashable {
        /// More than a fifth of the time and more than ten minutes are left.
        case onTrack
        /// Less than that is left.
        case dueSoon
        /// It is overdue.
        case overdue
    }

    /// The status at a given time.
    package func status(at now: Timestamp) -> DeadlineStatus {
        let left = at.microseconds - now.microseconds
        if left < 0 { return .overdue }
        let warning = max(600_000_000, (at.microseconds - since.microseconds) / 5)
        return left < warning ? .dueSoon : .onTrack
    }
}

extension Conversation {
    /// The next deadline; nil if no reply is pending or none applies.
    package var deadline: Deadline? {
        guard let at = replyDueAt else { return nil }
        let closesThen = threadParts.contains { $0.windowClosesAt == at }
        let kind: Deadline.Kind = at == slaDueAt ? .answer : closesThen ? .messagingWindow : .arrival
        return Deadline(kind: kind, at: at, since: awaitingReplySince ?? lastMessageAt)
    }
}

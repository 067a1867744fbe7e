/// A delivery of a conversation's event, as whoever can read the conversation sees it: neither payload nor address.
package struct ConversationDelivery: Sendable, Hashable {
    /// The type of the event.
    package var eventType: UntrustedText
    /// What became of it.
    package var state: Delivery.State
    /// The number of attempts.
    package var attempts: Int
    /// When it came into this state.
    package var happenedAt: Timestamp
    /// When it is tried next; nil if it isn't.
    package var nextAt: Timestamp?

    /// Creates a delivery as read.
    package init(
        eventType: UntrustedText,
        state: Delivery.State,
        attempts: Int,
        happenedAt: Timestamp,
        nextAt: Timestamp?
    ) {
        self.eventType = eventType
        self.state = state
        self.attempts = attempts
        self.happenedAt = happenedAt
        self.nextAt = nextAt
    }
}

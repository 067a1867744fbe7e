/// An event on its way to one configuration, with what became of it.
package struct Delivery: Sendable, Hashable {
    /// What became of an event.
    package enum State: String, Sendable, Hashable, CaseIterable {
        /// Not tried yet.
        case waiting
        /// A worker is sending it.
        case sending
        /// Failed, and to be tried again.
        case retrying
        /// Accepted by the endpoint.
        case delivered
        /// Out of attempts: a dead letter.
        case dead
    }

    /// The event's id, the same over all attempts; the `webhook-id` on the wire.
    package var event: Identifier<Delivery>
    /// The configuration it goes to.
    package var webhook: Identifier<Webhook>
    /// The configuration's name.
    package var name: UntrustedText
    /// The type, such as `message_created`.
    package var eventType: UntrustedText
    /// The conversation it tells of; nil if it tells of none.
    package var conversation: Identifier<Conversation>?
    /// What became of it.
    package var state: State
    /// The number of attempts.
    package var attempts: Int
    /// When it came into this state.
    package var happenedAt: Timestamp
    /// When it is tried next; nil if it isn't.
    package var nextAt: Timestamp?
    /// The HTTP status of the last attempt; nil if there was none.
    package var status: Int?
    /// Why the last attempt failed; nil if it didn't.
    package var error: UntrustedText?
    /// How long the last attempt took, in milliseconds.
    package var milliseconds: Int?

    /// Creates a delivery as read.
    package init(
        event: Identifier<Delivery>,
        webhook: Identifier<Webhook>,
        name: UntrustedText,
        eventType: UntrustedText,
        conversation: Identifier<Conversation>?,
        state: State,
        attempts: Int,
        happenedAt: Timestamp,
        nextAt: Timestamp?,
        status: Int?,
        error: UntrustedText?,
        milliseconds: Int?
    ) {
        self.event = event
        self.webhook = webhook
        self.name = name
        self.eventType = eventType
        self.conversation = conversation
        self.state = state
        self.attempts = attempts
        self.happenedAt = happenedAt
        self.nextAt = nextAt
        self.status = status
        self.error = error
        self.milliseconds = milliseconds
    }
}

extension Delivery {
    /// A place in the list of deliveries. Several may have happened at the same time: then the ids decide.
    package struct Position: Sendable, Hashable {
        /// When the delivery came into its state.
        package var happenedAt: Timestamp
        /// The event's id.
        package var event: Identifier<Delivery>
        /// The configuration it goes to.
        package var webhook: Identifier<Webhook>
    }

    /// Its place in the list.
    package var position: Position { Position(happenedAt: happenedAt, event: event, webhook: webhook) }
}

/// One attempt to deliver an event, as the log keeps it.
package struct DeliveryAttempt: Sendable, Hashable {
    /// The configuration's name; nil if it no longer exists.
    package var name: UntrustedText?
    /// The configuration's address now; nil if it no longer exists.
    package var endpoint: UntrustedText?
    /// The type of the event.
    package var eventType: UntrustedText
    /// The attempt's number, from 1.
    package var number: Int
    /// When it ended.
    package var at: Timestamp
    /// The event's payload, as JSON.
    package var payload: UntrustedText
    /// The HTTP status; nil if no response came.
    package var status: Int?
    /// The response's first 4 KiB; nil if it was empty.
    package var response: UntrustedText?
    /// Why it failed; nil if a response came.
    package var error: UntrustedText?
    /// How long it took, in milliseconds.
    package var milliseconds: Int?

    /// Creates an attempt as read.
    package init(
        name: UntrustedText?,
        endpoint: UntrustedText?,
        eventType: UntrustedText,
        number: Int,
        at: Timestamp,
        payload: UntrustedText,
        status: Int?,
        response: UntrustedText?,
        error: UntrustedText?,
        milliseconds: Int?
    ) {
        self.name = name
        self.endpoint = endpoint
        self.eventType = eventType
        self.number = number
        self.at = at
        self.payload = payload
        self.status = status
        self.response = response
        self.error = error
        self.milliseconds = milliseconds
    }
}

/// Which deliveries are listed; nil leaves all.
package struct DeliveryFilter: Sendable, Hashable {
    /// Of one configuration.
    package var webhook: Identifier<Webhook>?
    /// Of one type of event.
    package var eventType: String?
    /// In one state.
    package var state: Delivery.State?
    /// Of one conversation.
    package var conversation: Identifier<Conversation>?

    /// All deliveries.
    package init() {}
}

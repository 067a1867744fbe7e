/// An event that a worker holds under a lease, with all that an attempt needs.
package struct ClaimedDelivery: Sendable, Hashable {
    /// The number of the outbox's row.
    package var number: Int64
    /// The lease's token: whoever lost the lease reports in vain.
    package var lease: Identifier<ClaimedDelivery>
    /// The event's id, the same over all attempts.
    package var event: Identifier<Delivery>
    /// The configuration it goes to.
    package var webhook: Identifier<Webhook>
    /// The conversation it tells of; nil if it tells of none.
    package var conversation: Identifier<Conversation>?
    /// The type of the event.
    package var eventType: String
    /// The number of this attempt, from 1.
    package var attempt: Int
    /// The request's body, as JSON; nil if it is too large to be sent.
    package var body: String?
    /// The address to post to.
    package var endpoint: String
    /// The secrets to sign with, the current one first; empty if there is none.
    package var secrets: [WebhookSecret]
    /// How long the attempt may take, in seconds.
    package var timeoutSeconds: Int
    /// How many times a failed event is tried again.
    package var retryCount: Int

    /// Creates a claimed event as read.
    package init(
        number: Int64,
        lease: Identifier<ClaimedDelivery>,
        event: Identifier<Delivery>,
        webhook: Identifier<Webhook>,
        conversation: Identifier<Conversation>?,
        eventType: String,
        attempt: Int,
        body: String?,
        endpoint: String,
        secrets: [WebhookSecret],
        timeoutSeconds: Int,
        retryCount: Int
    ) {
        self.number = number
        self.lease = lease
        self.event = event
        self.webhook = webhook
        self.conversation = conversation
        self.eventType = eventType
        self.attempt = attempt
        self.body = body
        self.endpoint = endpoint
        self.secrets = secrets
        self.timeoutSeconds = timeoutSeconds
        self.retryCount = retryCount
    }
}

/// What became of an attempt.
package struct DeliveryOutcome: Sendable, Hashable {
    /// What follows from it.
    package enum Verdict: Sendable, Hashable {
        case delivered
        /// Tried again after this long.
        case retry(after: Duration)
        /// Becomes a dead letter.
        case dead(Reason)
    }

    /// Why an event becomes a dead letter.
    package enum Reason: String, Sendable, Hashable {
        /// All attempts failed.
        case attempts
        /// The endpoint is gone for good (410).
        case gone
        /// It can't be sent: it is too large, or the address is invalid.
        case unsendable
    }

    /// What follows.
    package var verdict: Verdict
    /// The HTTP status; nil if no response came.
    package var status: Int?
    /// The response's beginning; nil if no response came.
    package var response: String?
    /// Why it failed; nil if a response came.
    package var error: String?
    /// How long it took, in milliseconds.
    package var milliseconds: Int
    /// Whether it tells of the endpoint, whatever the payload: the circuit breaker counts these.
    package var isEndpointFault: Bool

    /// Creates an outcome.
    package init(
        _ verdict: Verdict,
        status: Int? = nil,
        response: String? = nil,
        error: String? = nil,
        milliseconds: Int = 0,
        isEndpointFault: Bool = false
    ) {
        self.verdict = verdict
        self.status = status
        self.response = response
        self.error = error
        self.milliseconds = milliseconds
        self.isEndpointFault = isEndpointFault
    }
}

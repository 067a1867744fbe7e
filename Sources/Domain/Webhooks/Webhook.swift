/// A webhook configuration: where events of a name are sent.
package struct Webhook: Sendable, Hashable {
    /// The configuration's id.
    package var id: Identifier<Webhook>
    /// The row's version, which a change must name.
    package var version: Int64
    /// The name of the events it receives, such as `conversation-update`; several configurations may share one.
    package var name: UntrustedText
    /// The http or https address that the events are posted to.
    package var endpoint: UntrustedText
    /// Whether it receives events.
    package var isActive: Bool
    /// How many times a failed event is tried again, 0 to 20.
    package var retryCount: Int
    /// How long an attempt may take, in seconds, 1 to 300.
    package var timeoutSeconds: Int
    /// Whether its events are signed.
    package var hasSecret: Bool
    /// Until when the replaced secret signs too; nil if there is none.
    package var retiredSecretUntil: Timestamp?
    /// How it does.
    package var health: WebhookHealth

    /// Creates a configuration as read.
    package init(
        id: Identifier<Webhook>,
        version: Int64,
        name: UntrustedText,
        endpoint: UntrustedText,
        isActive: Bool,
        retryCount: Int,
        timeoutSeconds: Int,
        hasSecret: Bool,
        retiredSecretUntil: Timestamp?,
        health: WebhookHealth
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.endpoint = endpoint
        self.isActive = isActive
        self.retryCount = retryCount
        self.timeoutSeconds = timeoutSeconds
        self.hasSecret = hasSecret
        self.retiredSecretUntil = retiredSecretUntil
        self.health = health
    }

    /// The names that the house's own events have.
    package static let names = [
        "conversation-update", "escalation-trigger", "user-management", "metrics-collector", "incident-alerts",
        "settings-sync",
    ]
}

/// What a person may set of a webhook configuration.
package struct WebhookContent: Sendable, Hashable {
    /// The name of the events.
    package var name: String
    /// The http or https address.
    package var endpoint: String
    /// Whether it receives events.
    package var isActive = true
    /// How many times a failed event is tried again, 0 to 20.
    package var retryCount = 3
    /// How long an attempt may take, in seconds, 1 to 300.
    package var timeoutSeconds = 30

    /// Creates the content of a new configuration.
    package init(name: String, endpoint: String) {
        self.name = name
        self.endpoint = endpoint
    }

    /// The content of an existing configuration.
    package init(_ webhook: Webhook) {
        name = webhook.name.original
        endpoint = webhook.endpoint.original
        isActive = webhook.isActive
        retryCount = webhook.retryCount
        timeoutSeconds = webhook.timeoutSeconds
    }
}

/// How an endpoint has done during the last 24 hours.
package struct WebhookHealth: Sendable, Hashable {
    /// Events that wait, are being sent, or will be tried again.
    package var waiting: Int
    /// Events that ran out of attempts.
    package var dead: Int
    /// Successful attempts.
    package var successes: Int
    /// All attempts.
    package var attempts: Int
    /// Durations of successful attempts in milliseconds; nil if there was none.
    package var p50, p95, p99: Double?
    /// The number of attempts in each hour, oldest first.
    package var hours: [Int]
    /// Consecutive failures.
    package var failures: Int
    /// Until when the circuit breaker holds events back; nil while it is closed.
    package var pausedUntil: Timestamp?
    /// Whether the endpoint answered 410 Gone, which switched the configuration off.
    package var isGone: Bool
    /// The last success.
    package var succeededAt: Timestamp?
    /// The last failure.
    package var failedAt: Timestamp?

    /// Creates a health as read.
    package init(
        waiting: Int,
        dead: Int,
        successes: Int,
        attempts: Int,
        p50: Double?,
        p95: Double?,
        p99: Double?,
        hours: [Int],
        failures: Int,
        pausedUntil: Timestamp?,
        isGone: Bool,
        succeededAt: Timestamp?,
        failedAt: Timestamp?
    ) {
        self.waiting = waiting
        self.dead = dead
        self.successes = successes
        self.attempts = attempts
        self.p50 = p50
        self.p95 = p95
        self.p99 = p99
        self.hours = hours
        self.failures = failures
        self.pausedUntil = pausedUntil
        self.isGone = isGone
        self.succeededAt = succeededAt
        self.failedAt = failedAt
    }
}

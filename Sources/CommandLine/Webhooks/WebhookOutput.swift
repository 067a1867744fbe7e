import Domain
import Text

/// A webhook as JSON.
struct WebhookOutput: Encodable {
    let id, name, url: String
    let isActive, isGone, hasSecret: Bool
    let retries, timeoutSeconds, waiting, dead, successes, attempts, failures: Int
    let p50, p95, p99: Double?
    let attemptsByHour: [Int]
    let pausedUntil, retiredSecretUntil, succeededAt, failedAt: String?

    init(_ webhook: Webhook) {
        let health = webhook.health
        id = webhook.id.description
        name = webhook.name.original
        url = webhook.endpoint.original
        (isActive, isGone, hasSecret) = (webhook.isActive, health.isGone, webhook.hasSecret)
        (retries, timeoutSeconds) = (webhook.retryCount, webhook.timeoutSeconds)
        (waiting, dead) = (health.waiting, health.dead)
        (successes, attempts, failures) = (health.successes, health.attempts, health.failures)
        (p50, p95, p99) = (health.p50, health.p95, health.p99)
        attemptsByHour = health.hours
        pausedUntil = health.pausedUntil?.rfc3339
        retiredSecretUntil = webhook.retiredSecretUntil?.rfc3339
        succeededAt = health.succeededAt?.rfc3339
        failedAt = health.failedAt?.rfc3339
    }

    /// A webhook as a line of a list.
    static func line(_ webhook: Webhook) -> TerminalText {
        let health = webhook.health
        let fields = [
            webhook.id.description,
            SafeText(UntrustedText(state(of: webhook))).fitted(to: 6).plain,
            SafeText(webhook.name).fitted(to: 20).plain,
            health.attempts == 0 ? "   –" : padded("\(health.successes * 100 / health.attempts)%", 4),
            padded(health.p50.map { String(Int($0)) } ?? "–", 5), padded(health.p95.map { String(Int($0)) } ?? "–", 5),
            padded(String(health.waiting), 6), padded(String(health.dead), 5), SafeText.sparkline(health.hours).plain,
            SafeText(webhook.endpoint).plain,
        ]
        return .lines(fields.joined(separator: "  "))
    }

    private static func state(of webhook: Webhook) -> String {
        if webhook.health.isGone { return "gone" }
        if !webhook.isActive { return "off" }
        return webhook.health.pausedUntil == nil ? "on" : "paused"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// A delivery as JSON.
struct DeliveryOutput: Encodable {
    let eventId, webhookId, name, type, state, at: String
    let conversationId, nextAt, error: String?
    let attempts: Int
    let status, milliseconds: Int?

    init(_ delivery: Delivery) {
        eventId = delivery.event.description
        webhookId = delivery.webhook.description
        name = delivery.name.original
        type = delivery.eventType.original
        state = delivery.state.rawValue
        at = delivery.happenedAt.rfc3339
        conversationId = delivery.conversation?.description
        nextAt = delivery.nextAt?.rfc3339
        error = delivery.error?.original
        attempts = delivery.attempts
        (status, milliseconds) = (delivery.status, delivery.milliseconds)
    }

    /// A delivery as a line of a list.
    static func line(_ delivery: Delivery) -> TerminalText {
        let fields = [
            delivery.event.description, delivery.happenedAt.rfc3339,
            SafeText(UntrustedText(delivery.state.rawValue)).fitted(to: 9).plain, String(delivery.attempts),
            delivery.status.map { String($0) } ?? "–", delivery.milliseconds.map { "\($0)" } ?? "–",
            SafeText(delivery.eventType).fitted(to: 21).plain, SafeText(delivery.name).plain,
            delivery.error.map { SafeText($0).truncated(to: 80).plain } ?? "",
        ]
        return .line(fields.joined(separator: "  "))
    }
}

/// An attempt as JSON.
struct AttemptOutput: Encodable {
    let attempt: Int
    let at, type, payload: String
    let webhook, url, response, error: String?
    let status, milliseconds: Int?

    init(_ attempt: DeliveryAttempt) {
        self.attempt = attempt.number
        at = attempt.at.rfc3339
        type = attempt.eventType.original
        payload = attempt.payload.original
        webhook = attempt.name?.original
        url = attempt.endpoint?.original
        (response, error) = (attempt.response?.original, attempt.error?.original)
        (status, milliseconds) = (attempt.status, attempt.milliseconds)
    }

    /// Prints the attempts of an event.
    static func print(_ attempts: [DeliveryAttempt], as format: OutputFormat) throws {
        switch format {
        case .text: for attempt in attempts { StandardOutput.print(text(attempt)) }
        case .json: StandardOutput.print(try JSONOutput.text(attempts.map(AttemptOutput.init)))
        }
    }

    private static func text(_ attempt: DeliveryAttempt) -> TerminalText {
        let answer = attempt.status.map { "HTTP \($0)" } ?? "no response"
        let time = attempt.milliseconds.map { " in \($0) ms" } ?? ""
        let parts: [String?] = [
            "\(attempt.at.rfc3339)  attempt \(attempt.number): \(answer)\(time)",
            attempt.endpoint.map { "  POST \($0.original)" },
            "  \(attempt.payload.original)",
            attempt.error.map { "  error: \($0.original)" },
            attempt.response.map { "  response: \($0.original)" },
        ]
        return .lines(parts.compactMap { $0 }.joined(separator: "\n"))
    }
}

import Domain

/// The requests about webhook configurations.
package enum WebhooksRequest: Sendable, Hashable {
    /// Reads the configurations with their health.
    case readAll
    /// Creates a configuration, or changes the version read.
    case save(WebhookContent, over: Webhook?)
    /// Sets the secret (nil removes it); the replaced one signs too for some hours.
    case setSecret(WebhookSecret?, of: Webhook, keptHours: Int)
    /// Generates a secret and sets it.
    case generateSecret(of: Webhook, keptHours: Int)
    /// Sends a test event.
    case test(Webhook)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> WebhooksEvent {
        switch self {
        case .readAll: .allRead(.failure(failure))
        case .test(let webhook): .testSent(to: webhook.id, .failure(failure))
        case .save, .setSecret, .generateSecret: .changed(self, .failure(failure))
        }
    }
}

/// The responses to `WebhooksRequest`.
package enum WebhooksEvent: Sendable {
    /// The configurations, by name.
    case allRead(Result<[Webhook], Failure>)
    /// The result of a change, with the secret if one was generated.
    case changed(WebhooksRequest, Result<WebhookSecret?, Failure>)
    /// The id of a test event.
    case testSent(to: Identifier<Webhook>, Result<Identifier<Delivery>, Failure>)
}

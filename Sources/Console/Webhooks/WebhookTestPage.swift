import Domain
import Screen
import Text

/// A test event to a webhook, and the exchange it led to.
package struct WebhookTestPage: DetailsOverlay {
    /// How far the test is.
    private enum Phase {
        case sending
        case waiting(Identifier<Delivery>, until: Timestamp)
        case answered(Identifier<Delivery>, [DeliveryAttempt])
        case failed(Failure)
        case tooLate
    }

    package let parent: (any Overlay)?
    let webhook: Webhook
    private var phase = Phase.sending
    /// Whether attempts are being read.
    private var isReading = false
    var first = 0

    /// The time between two looks at the log.
    private static let pause = Duration.milliseconds(300)
    /// How long a worker may take to begin.
    private static let patience = Duration.seconds(5)

    init(_ webhook: Webhook, parent page: WebhookPage) {
        self.webhook = webhook
        parent = page
    }

    /// Starts to look for the exchange of the event sent.
    mutating func handleSending(_ result: Result<Identifier<Delivery>, Failure>, at now: Timestamp) -> [Effect] {
        switch result {
        case .success(let event):
            phase = .waiting(event, until: now + Self.patience + .seconds(webhook.timeoutSeconds))
            return look()
        case .failure(let failure):
            phase = .failed(failure)
            return []
        }
    }

    /// Reads the attempts so far, unless they are being read.
    mutating func look() -> [Effect] {
        guard !isReading else { return [] }
        switch phase {
        case .waiting(let event, _), .answered(let event, _):
            isReading = true
            return [.deliveries(.readAttempts(event))]
        case .sending, .failed, .tooLate: return []
        }
    }

    /// Whether the test still waits for an exchange.
    var isWaiting: Bool {
        if case .waiting = phase { true } else { false }
    }

    mutating func refresh() -> [Effect] { look() }

    /// Shows the attempts read, or looks again in a while.
    mutating func handle(
        _ result: Result<[DeliveryAttempt], Failure>,
        of event: Identifier<Delivery>,
        at now: Timestamp
    ) -> [Effect] {
        switch (phase, result) {
        case (.waiting(event, _), .success(let attempts)) where !attempts.isEmpty,
            (.answered(event, _), .success(let attempts)) where !attempts.isEmpty:
            isReading = false
            phase = .answered(event, attempts.map(\.indented))
        case (.waiting(event, let end), .success):
            isReading = false
            guard now < end else {
                phase = .tooLate
                return []
            }
            return [.wake(after: Self.pause)]
        case (.waiting(event, _), .failure(let failure)):
            isReading = false
            phase = .failed(failure)
        case (.answered(event, _), _): isReading = false
        case (.sending, _), (.waiting, _), (.answered, _), (.failed, _), (.tooLate, _): break
        }
        return []
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let name = SafeText(webhook.name).truncated(to: 40).plain
        details(in: state).draw(
            state.language.safe(WebhookPhrase.testOf(name)),
            state.language.safe(OperationsPhrase.backHint),
            from: first,
            on: &canvas
        )
    }

    func details(in state: State) -> Details {
        var details = Details()
        switch phase {
        case .sending: details.add(.empty, state.language.safe(WebhookPhrase.sending), .overlayDisabled)
        case .waiting: details.add(.empty, state.language.safe(WebhookPhrase.waitingForWorker), .overlayDisabled)
        case .answered(_, let attempts): details.add(attempts, state)
        case .failed(.refused(.illegalTransition)):
            details.add(.empty, state.language.safe(WebhookPhrase.isOff), .noticeWarning)
        case .failed(let failure):
            details.add(.empty, state.language.safe(OutcomePhrase.failed(failure)), .noticeWarning)
        case .tooLate:
            let phrase: WebhookPhrase = webhook.health.pausedUntil == nil ? .nobodySent : .isPaused
            details.add(.empty, state.language.safe(phrase), .noticeWarning)
        }
        return details
    }
}

extension State {
    /// Looks again for the exchange of a test event, if one is waited for.
    mutating func continueTest() -> [Effect] {
        guard var page = overlay(of: WebhookTestPage.self), page.isWaiting else { return [] }
        let effects = page.look()
        return present(page) + effects
    }
}

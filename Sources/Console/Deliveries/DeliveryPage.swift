import Domain
import Screen
import Text

/// One delivery with each of its attempts.
package struct DeliveryPage: DetailsOverlay {
    package let parent: (any Overlay)?
    let delivery: Delivery
    /// The attempts, first to last; nil until read.
    private var attempts: [DeliveryAttempt]?
    private var problem: Failure?
    var first = 0

    init(_ delivery: Delivery, parent page: OperationsPage) {
        self.delivery = delivery
        parent = page
    }

    mutating func refresh() -> [Effect] { [.deliveries(.readAttempts(delivery.event))] }

    /// Shows the attempts read.
    mutating func handle(_ result: Result<[DeliveryAttempt], Failure>) {
        switch result {
        case .success(let attempts):
            problem = nil
            self.attempts = attempts.map(\.indented)
        case .failure(let failure): problem = failure
        }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        switch key {
        case .character("r"): open(in: &state)
        case .character("R"): state.present(ReplayQuestion([delivery], parent: self))
        default: handleDetailsKey(key, in: &state)
        }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        details(in: state).draw(
            SafeText(delivery.eventType).truncated(to: 60),
            state.language.safe(DeliveryPhrase.pageHint),
            from: first,
            on: &canvas
        )
    }

    func details(in state: State) -> Details {
        func say(_ phrase: DeliveryPhrase) -> SafeText { state.language.safe(phrase) }
        var details = Details(problem: problem, in: state.language)
        details.add(say(.state), say(.stateName(delivery.state)), delivery.state.ink)
        details.add("webhook", delivery.name)
        details.add(say(.event), SafeText(trusted: "\(delivery.event)"))
        if let conversation = delivery.conversation {
            details.add(say(.conversation), SafeText(trusted: "\(conversation)"))
        }
        if let next = delivery.nextAt { details.add(say(.nextTry), state.moment(next)) }
        if let attempts {
            if attempts.isEmpty { details.heading(say(.noAttempts)) }
            details.add(attempts, state)
        } else if problem == nil {
            details.heading(state.language.safe(OperationsPhrase.reading))
        }
        return details
    }
}

extension DeliveryAttempt {
    /// The attempt with payload and response broken into lines.
    var indented: Self {
        var attempt = self
        attempt.payload = payload.indentedJSON
        if let response, response.original.first.map({ "{[".contains($0) }) == true {
            attempt.response = response.indentedJSON
        }
        return attempt
    }
}

extension Details {
    /// Adds what was sent and answered in each attempt. The payload is the same each time, so it stands once.
    mutating func add(_ attempts: [DeliveryAttempt], _ state: State) {
        func say(_ phrase: DeliveryPhrase) -> SafeText { state.language.safe(phrase) }
        var sent: UntrustedText?
        for attempt in attempts {
            let took = state.language.duration(attempt.milliseconds.map(Double.init)).plain
            heading(say(.attempt(attempt.number, state.moment(attempt.at).plain, status: attempt.status, took: took)))
            if let endpoint = attempt.endpoint { add("POST", endpoint) }
            if attempt.payload != sent { add(say(.sent), attempt.payload) }
            sent = attempt.payload
            if let error = attempt.error { add(say(.error), error, .error) }
            if let response = attempt.response { add(say(.response), response, .overlayDisabled) }
        }
    }
}

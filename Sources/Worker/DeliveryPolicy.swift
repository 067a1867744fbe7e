import Domain
import HTTP

/// Decides what an attempt's response means. Pure.
enum DeliveryPolicy {
    /// What follows from an attempt of `delivery` that took `duration`. `jitter` in 0..<1 spreads retries.
    static func outcome(
        of delivery: ClaimedDelivery,
        _ result: Result<HTTPResponse, HTTPFailure>,
        after duration: Duration,
        jitter: Double
    ) -> DeliveryOutcome {
        var outcome = DeliveryOutcome(.delivered, milliseconds: duration.milliseconds)
        switch result {
        case .success(let response):
            outcome.status = response.status
            outcome.response = text(response.body)
            switch response.status {
            case 200..<300: return outcome
            case 410: outcome.verdict = .dead(.gone)
            case 300..<400:
                outcome.error = "the endpoint redirects, which is not followed"
                outcome.verdict = retry(delivery, response.retryAfter, jitter: jitter)
            default: outcome.verdict = retry(delivery, response.retryAfter, jitter: jitter)
            }
            outcome.isEndpointFault = !Self.payloadFaults.contains(response.status)
        case .failure(let failure):
            outcome.error = failure.description
            outcome.verdict = retry(delivery, nil, jitter: jitter)
            outcome.isEndpointFault = true
        }
        return outcome
    }

    /// The outcome for an event that can't be tried: one that ended its workers again and again, or is too large; nil for any
    /// other.
    static func outcomeWithoutAttempt(of delivery: ClaimedDelivery) -> DeliveryOutcome? {
        if delivery.attempt > delivery.retryCount + 4 {
            return DeliveryOutcome(.dead(.attempts), error: "no worker came to the end of an attempt")
        }
        return delivery.body == nil ? tooLarge : nil
    }

    /// The outcome for an event whose payload is too large to be sent.
    static let tooLarge = DeliveryOutcome(.dead(.unsendable), error: "the payload is larger than 500 kB")

    /// The statuses that tell of one payload, not of the endpoint.
    private static let payloadFaults: Set<Int> = [400, 409, 413, 415, 422]

    private static func retry(_ delivery: ClaimedDelivery, _ retryAfter: Duration?, jitter: Double)
        -> DeliveryOutcome.Verdict
    {
        guard delivery.attempt <= delivery.retryCount else { return .dead(.attempts) }
        return .retry(
            after: max(backoff(attempt: delivery.attempt, jitter: jitter), min(retryAfter ?? .zero, .seconds(86_400)))
        )
    }

    /// The pause after a failed attempt: 10 s, 1 min, 6 min, 36 min, 3.6 h, then 6 h; each times 0.75 to 1.25.
    static func backoff(attempt: Int, jitter: Double) -> Duration {
        var seconds = 10.0
        for _ in 1..<max(1, min(attempt, 7)) { seconds *= 6 }
        return .milliseconds(Int64(min(seconds, 21_600) * (0.75 + jitter / 2) * 1000))
    }

    /// The body as text that PostgreSQL can store: no NUL.
    private static func text(_ body: [UInt8]) -> String {
        String(decoding: body.filter { $0 != 0 }, as: UTF8.self)
    }
}

extension Duration {
    /// Whole milliseconds, truncated.
    var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}

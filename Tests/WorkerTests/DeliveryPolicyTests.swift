import Domain
import HTTP
import Testing

@testable import Worker

@Suite("What follows from an attempt")
struct DeliveryPolicyTests {
    private func outcome(
        _ status: Int,
        attempt: Int = 1,
        retries: Int = 3,
        retryAfter: Duration? = nil
    ) -> DeliveryOutcome {
        var delivery = ClaimedDelivery.sample
        (delivery.attempt, delivery.retryCount) = (attempt, retries)
        return DeliveryPolicy.outcome(
            of: delivery,
            .success(HTTPResponse(status: status, retryAfter: retryAfter)),
            after: .milliseconds(12),
            jitter: 0.5
        )
    }

    @Test("Every 2xx is a delivery", arguments: [200, 201, 202, 204, 299])
    func success(status: Int) {
        #expect(outcome(status) == DeliveryOutcome(.delivered, status: status, response: "", milliseconds: 12))
    }

    @Test(
        "Everything else is tried again while there are retries, then a dead letter",
        arguments: [301, 302, 400, 404, 429, 500, 503]
    )
    func failures(status: Int) {
        #expect(outcome(status, attempt: 1).verdict == .retry(after: .seconds(10)))
        #expect(outcome(status, attempt: 3).verdict == .retry(after: .seconds(360)))
        #expect(outcome(status, attempt: 4).verdict == .dead(.attempts))
        #expect(outcome(status, retries: 0).verdict == .dead(.attempts))
    }

    @Test("The pauses grow up to six hours, and no two workers take the same")
    func pauses() {
        let pauses = (1...9).map { DeliveryPolicy.backoff(attempt: $0, jitter: 0.5).components.seconds }
        #expect(pauses == [10, 60, 360, 2160, 12960, 21600, 21600, 21600, 21600])
        #expect(DeliveryPolicy.backoff(attempt: 1, jitter: 0) == .milliseconds(7500))
        #expect(DeliveryPolicy.backoff(attempt: 1, jitter: 0.999) < .milliseconds(12500))
    }

    @Test("Retry-After is kept to, for a day at most")
    func retryAfter() {
        #expect(outcome(429, retryAfter: .seconds(120)).verdict == .retry(after: .seconds(120)))
        #expect(outcome(429, retryAfter: .seconds(1)).verdict == .retry(after: .seconds(10)))
        #expect(outcome(503, retryAfter: .seconds(10_000_000)).verdict == .retry(after: .seconds(86_400)))
    }

    @Test("410 is the end, and what tells of one payload isn't the endpoint's fault")
    func faults() {
        #expect(outcome(410).verdict == .dead(.gone))
        for status in [400, 413, 422] { #expect(!outcome(status).isEndpointFault, "\(status)") }
        for status in [302, 404, 410, 429, 500] { #expect(outcome(status).isEndpointFault, "\(status)") }
    }

    @Test("No response is the endpoint's fault, and so is a bad address, which somebody may mend")
    func noResponse() {
        func outcome(_ failure: HTTPFailure) -> DeliveryOutcome {
            DeliveryPolicy.outcome(of: .sample, .failure(failure), after: .zero, jitter: 0.5)
        }
        #expect(outcome(.timedOut).verdict == .retry(after: .seconds(10)) && outcome(.timedOut).isEndpointFault)
        #expect(outcome(.forbiddenAddress("10.0.0.1")).error?.contains("10.0.0.1") == true)
        #expect(outcome(.invalidURL).verdict == .retry(after: .seconds(10)) && outcome(.invalidURL).isEndpointFault)
    }

    @Test("An event that ended its workers again and again is a dead letter")
    func poison() {
        var delivery = ClaimedDelivery.sample
        delivery.attempt = delivery.retryCount + 4
        #expect(DeliveryPolicy.outcomeWithoutAttempt(of: delivery) == nil)
        delivery.attempt += 1
        #expect(DeliveryPolicy.outcomeWithoutAttempt(of: delivery)?.verdict == .dead(.attempts))
    }

    @Test("A response that PostgreSQL can't store is kept without what it can't")
    func bytes() {
        let response = HTTPResponse(status: 500, body: [0, 0x41, 0xFF, 0x1B])
        let outcome = DeliveryPolicy.outcome(of: .sample, .success(response), after: .zero, jitter: 0)
        #expect(outcome.response == "A\u{FFFD}\u{1B}")
    }
}

extension ClaimedDelivery {
    /// An event of a conversation.
    static let sample = ClaimedDelivery(
        number: 1,
        lease: Identifier(high: 1, low: 1),
        event: Identifier(high: 2, low: 2),
        webhook: Identifier(high: 3, low: 3),
        conversation: Identifier(high: 4, low: 4),
        eventType: "message_created",
        attempt: 1,
        body: "{}",
        endpoint: "http://127.0.0.1/",
        secrets: [],
        timeoutSeconds: 5,
        retryCount: 3
    )

    /// The same with another number and configuration.
    static func sample(_ number: Int64, webhook: UInt64 = 3) -> ClaimedDelivery {
        var delivery = sample
        delivery.number = number
        delivery.webhook = Identifier(high: webhook, low: webhook)
        return delivery
    }
}

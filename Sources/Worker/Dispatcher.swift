import Domain
import HTTP
import Loop
import Postgres
import Repositories

/// Runs `Dispatch`: claims and reports on a connection, sends by an HTTP client.
final class Dispatcher {
    /// Called once everything is reported or given back.
    var onFinished: () -> Void = {}
    /// Called when a claim failed.
    var onClaimFailed: (PostgresError) -> Void = { _ in }

    /// What was done so far.
    var metrics = Metrics()

    private var dispatch: Dispatch
    private let limits: Dispatch.Limits
    private let connection: Connection
    private let client: HTTPClient
    private let log: WorkerLog
    private let now: () -> Timestamp
    private var tickets: [Int64: HTTPClient.Ticket] = [:]
    private var isRunning = false
    private var pending: [Dispatch.Effect] = []

    init(
        _ connection: Connection,
        _ client: HTTPClient,
        limits: Dispatch.Limits,
        endsWhenIdle: Bool,
        log: WorkerLog,
        now: @escaping () -> Timestamp
    ) {
        dispatch = Dispatch(limits, endsWhenIdle: endsWhenIdle)
        self.limits = limits
        self.connection = connection
        self.client = client
        self.log = log
        self.now = now
    }

    /// The number of events held.
    var heldCount: Int { dispatch.heldCount }

    func wake() { run(dispatch.wake()) }
    func connected() { run(dispatch.connected()) }
    func disconnected() { dispatch.disconnected() }
    func stop() { run(dispatch.stop()) }
    func giveUp() { run(dispatch.giveUp()) }

    /// Runs effects in order; an effect that completes at once adds to the end.
    private func run(_ effects: [Dispatch.Effect]) {
        pending += effects
        guard !isRunning else { return }
        isRunning = true
        defer { isRunning = false }
        while !pending.isEmpty { run(pending.removeFirst()) }
    }

    private func run(_ effect: Dispatch.Effect) {
        switch effect {
        case .claim(let inFlight, let limit): claim(inFlight, limit)
        case .send(let delivery): send(delivery)
        case .report(let outcomes): report(outcomes)
        case .release(let deliveries): release(deliveries)
        case .finished: onFinished()
        }
    }

    private func claim(_ inFlight: [Identifier<Webhook>: Int], _ limit: Int) {
        let request = Deliveries.claim(inFlight: inFlight, perEndpoint: limits.perEndpoint, limit: limit)
        connection.send(request) { [weak self] result in
            guard let self else { return }
            if case .failure(let failure) = result {
                warn("claim_failed", failure)
                onClaimFailed(failure)
            }
            run(dispatch.claimed(try? result.get()))
        }
    }

    private func send(_ delivery: ClaimedDelivery) {
        if let outcome = DeliveryPolicy.outcomeWithoutAttempt(of: delivery) { return finish(delivery, outcome) }
        let body = delivery.body ?? ""
        let request = HTTPRequest(
            url: delivery.endpoint,
            headers: [("Content-Type", "application/json")]
                + WebhookSignature.headers(of: delivery, body: body, at: now()),
            body: body,
            timeout: .seconds(delivery.timeoutSeconds)
        )
        tickets[delivery.number] = client.send(request) { [weak self] result, duration in
            let jitter = Double.random(in: 0..<1)
            self?.finish(delivery, DeliveryPolicy.outcome(of: delivery, result, after: duration, jitter: jitter))
        }
    }

    private func finish(_ delivery: ClaimedDelivery, _ outcome: DeliveryOutcome) {
        tickets[delivery.number] = nil
        write(delivery, outcome)
        metrics.count(outcome)
        run(dispatch.attempted(delivery, outcome))
    }

    private func report(_ outcomes: [(ClaimedDelivery, DeliveryOutcome)]) {
        connection.send(Deliveries.complete(outcomes)) { [weak self] result in
            guard let self else { return }
            switch result {
            case .success(let kept) where kept < outcomes.count:
                log.write(.warning, "lease_lost") { $0.count = outcomes.count - kept }
            case .success: break
            case .failure(let failure): warn("report_failed", failure)
            }
            run(dispatch.reported((try? result.get()) != nil))
        }
    }

    private func release(_ deliveries: [ClaimedDelivery]) {
        for delivery in deliveries {
            tickets.removeValue(forKey: delivery.number).map { client.cancel($0) }
        }
        connection.send(Deliveries.release(deliveries)) { [weak self] result in
            guard let self else { return }
            log.write(.info, "given_back") { $0.count = try? result.get() }
            run(dispatch.released())
        }
    }

    private func write(_ delivery: ClaimedDelivery, _ outcome: DeliveryOutcome) {
        let (level, event): (WorkerLog.Level, StaticString) =
            switch outcome.verdict {
            case .delivered: (.info, "delivered")
            case .retry: (.warning, "failed")
            case .dead: (.error, "dead_letter")
            }
        log.write(level, event) { fields in
            fields.delivery = delivery.event.description
            fields.webhook = delivery.webhook.description
            fields.attempt = delivery.attempt
            fields.status = outcome.status
            fields.ms = outcome.milliseconds
        }
    }

    private func warn(_ event: StaticString, _ failure: PostgresError) {
        log.write(.warning, event) { $0.reason = failure.state ?? "\(failure.kind)" }
    }
}

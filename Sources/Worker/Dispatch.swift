import Domain

/// Decides when to claim, send and report. Pure: inputs come in as calls, what is to be done goes out as effects. At most
/// one claim and one report are pending at a time; outcomes that come meanwhile go with the next report.
struct Dispatch {
    /// How much is done at once.
    struct Limits {
        /// Events held at the same time.
        var total = 128
        /// Events of one configuration held at the same time.
        var perEndpoint = 32
    }

    /// What is to be done.
    enum Effect {
        case claim(inFlight: [Identifier<Webhook>: Int], limit: Int)
        case send(ClaimedDelivery)
        case report([(ClaimedDelivery, DeliveryOutcome)])
        /// Cancel the requests of these and give them back.
        case release([ClaimedDelivery])
        /// Everything is reported or given back.
        case finished
    }

    private let limits: Limits
    /// Whether to end once nothing is due.
    private let endsWhenIdle: Bool
    private var inFlight: [Int64: ClaimedDelivery] = [:]
    private var outcomes: [(ClaimedDelivery, DeliveryOutcome)] = []
    private var reporting: [(ClaimedDelivery, DeliveryOutcome)] = []
    private var isConnected = false
    private var isClaiming = false
    private var isReleasing = false
    /// Whether a report of several failed since all were kept.
    private var reportsSingly = false
    private var isStopping = false
    private var hasFinished = false
    /// Whether there may be due events that weren't claimed yet.
    private var mayHaveMore = true

    init(_ limits: Limits = Limits(), endsWhenIdle: Bool = false) {
        self.limits = limits
        self.endsWhenIdle = endsWhenIdle
    }

    /// The number of events held.
    var heldCount: Int { inFlight.count + outcomes.count + reporting.count }

    /// There may be new events.
    mutating func wake() -> [Effect] {
        mayHaveMore = true
        return advance()
    }

    /// The database can be asked.
    mutating func connected() -> [Effect] {
        isConnected = true
        return wake()
    }

    /// The connection is lost. What was pending is unknown: a claim's events come back when their lease ends, a report is
    /// repeated, which does nothing where it was kept.
    mutating func disconnected() {
        isConnected = false
        isClaiming = false
        isReleasing = false
        outcomes = reporting + outcomes
        reporting = []
    }

    /// A claim was answered; nil if it failed.
    mutating func claimed(_ deliveries: [ClaimedDelivery]?) -> [Effect] {
        isClaiming = false
        mayHaveMore = deliveries?.isEmpty == false
        guard let deliveries else { return [] }
        for delivery in deliveries { inFlight[delivery.number] = delivery }
        return deliveries.map { .send($0) } + advance()
    }

    /// An attempt ended.
    mutating func attempted(_ delivery: ClaimedDelivery, _ outcome: DeliveryOutcome) -> [Effect] {
        // Its lease may have ended, and the event been claimed anew, while the request was under way.
        guard inFlight[delivery.number]?.lease == delivery.lease else { return [] }
        inFlight[delivery.number] = nil
        outcomes.append((delivery, outcome))
        return advance()
    }

    /// A report was kept, or (false) failed. What failed together is reported one by one; what fails alone while there is a
    /// connection is dropped, lest it hold up all others: its event is sent again once its lease ends.
    mutating func reported(_ wasKept: Bool) -> [Effect] {
        if !wasKept, reporting.count > 1 {
            outcomes = reporting + outcomes
            reportsSingly = true
        }
        reporting = []
        if outcomes.isEmpty { reportsSingly = false }
        // A conversation's next event is due now.
        mayHaveMore = mayHaveMore || wasKept
        return wasKept ? advance() : []
    }

    /// Stop claiming; what is in flight may end.
    mutating func stop() -> [Effect] {
        isStopping = true
        return advance()
    }

    /// Stop waiting for what is in flight.
    mutating func giveUp() -> [Effect] {
        isStopping = true
        let left = inFlight.values.sorted { $0.number < $1.number }
        inFlight = [:]
        guard !left.isEmpty, isConnected else { return advance() }
        isReleasing = true
        return [.release(left)] + advance()
    }

    /// What was in flight is given back.
    mutating func released() -> [Effect] {
        isReleasing = false
        return advance()
    }

    private mutating func advance() -> [Effect] {
        var effects: [Effect] = []
        if isConnected, reporting.isEmpty, !outcomes.isEmpty {
            let count = reportsSingly ? 1 : outcomes.count
            reporting = Array(outcomes.prefix(count))
            outcomes.removeFirst(count)
            effects.append(.report(reporting))
        }
        let room = limits.total - heldCount
        if isConnected, !isStopping, !isClaiming, mayHaveMore, room > 0, reporting.isEmpty || room >= limits.total / 2 {
            isClaiming = true
            let counts = inFlight.values.reduce(into: [:]) { $0[$1.webhook, default: 0] += 1 }
            effects.append(.claim(inFlight: counts, limit: min(room, 100)))
        }
        let isIdle = !isClaiming && !isReleasing && heldCount == 0
        if !hasFinished, isIdle, isStopping || endsWhenIdle && isConnected && !mayHaveMore {
            hasFinished = true
            effects.append(.finished)
        }
        return effects
    }
}

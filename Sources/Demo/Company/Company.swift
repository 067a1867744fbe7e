import Postgres

/// The whole company as a function of seed, size and time: any row can be generated independently and in any order, so
/// memory doesn't grow with the number of conversations.
struct Company: Sendable {
    let seed: UInt64
    let now: UnixTime
    /// The number of conversations.
    let conversations: Int
    let properties: Int
    let guests: Int
    let stays: ReservationSchedule
    let staff: Staff
    let corpus: Corpus
    private let step: Int

    init(conversations: Int, seed: UInt64, now: UnixTime) {
        self.conversations = conversations
        self.seed = seed
        self.now = now
        properties = max(60, conversations * 3 / 100)
        guests = max(480, conversations * 24 / 100)
        stays = ReservationSchedule(
            count: max(600, conversations * 30 / 100),
            guests: guests,
            properties: properties,
            now: now,
            seed: seed
        )
        staff = Staff(conversations: conversations, seed: seed)
        corpus = Corpus()
        step = Self.stepThroughAll(conversations)
    }

    /// The number of open conversations: 5 % of all, at least 312 so that a small demo has a lively inbox, and at most
    /// half.
    var openCount: Int {
        max(conversations * 5 / 100, min(312, conversations / 2))
    }

    var organisation: UUIDBytes {
        .row(.organisation, 0, seed: seed)
    }

    func property(_ number: Int) -> Property {
        Property(number: number, seed: seed)
    }

    func guest(_ number: Int) -> Guest {
        Guest(number: number, seed: seed)
    }

    /// A conversation's unique rank among all, in pseudo-random order.
    func rank(of conversation: Int) -> Int {
        (conversation * step + conversations / 3) % conversations
    }

    /// A number coprime to `count`, about 0.618 times as large.
    private static func stepThroughAll(_ count: Int) -> Int {
        var step = count * 618 / 1_000 | 1
        while greatestCommonDivisor(step, count) != 1 { step += 2 }
        return step
    }

    private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
        right == 0 ? left : greatestCommonDivisor(right, left % right)
    }
}

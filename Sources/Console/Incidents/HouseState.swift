import Domain

/// How the house does, as far as the header tells of it.
package struct HouseState: Sendable {
    /// The status as last read; nil before.
    package var status: HouseStatus?
    /// When it was last asked for; nil after connecting.
    var askedAt: Timestamp?

    /// The time from one reading to the next.
    private static let interval = Duration.seconds(9)

    /// Whether it is time to read the status again.
    func isDue(at now: Timestamp) -> Bool {
        askedAt.map { !(.zero..<Self.interval).contains(now - $0) } ?? true
    }
}

extension State {
    /// Reads the house's status if it is time to.
    mutating func readStatusIfDue() -> [Effect] {
        guard user != nil, house.isDue(at: now) else { return [] }
        house.askedAt = now
        return [.incidents(.readStatus)]
    }
}

/// A reservation: guest, property and dates.
struct Reservation: Sendable {
    let number: Int
    let guest: Int
    let property: Int
    /// 15:00 in Morocco on the arrival day.
    let arrival: UnixTime
    /// 11:00 in Morocco on the departure day.
    let departure: UnixTime
    let nights: Int
    let source: Source
    let adults: Int
    let children: Int
    let isCancelled: Bool
    let booked: UnixTime

    /// The booking source; the raw value is the database's.
    enum Source: String, CaseIterable, Sendable {
        case booking, airbnb, expedia, ctrip, direct
    }

    /// The guest's journey phase at a moment, by calendar days as in the database.
    func phase(at moment: UnixTime) -> JourneyPhase {
        let today = moment.day.days
        if today < arrival.day.days { return .booked }
        if today > departure.day.days { return .gone }
        return today >= departure.day.days - 1 ? .leaving : .staying
    }
}

/// All reservations, spread evenly from a hundred days ago to sixty days ahead, ordered by arrival.
struct ReservationSchedule: Sendable {
    let count: Int
    private let guests: Int
    private let properties: Int
    private let firstDay: UnixTime
    private let seed: UInt64

    private static let days = 160

    init(count: Int, guests: Int, properties: Int, now: UnixTime, seed: UInt64) {
        self.count = count
        self.guests = guests
        self.properties = properties
        self.seed = seed
        firstDay = now.localMidnight - 100 * UnixTime.day
    }

    /// Reservation `number`, from 0.
    subscript(number: Int) -> Reservation {
        var random = SplitMix64(seed: seed ^ 0x57a9, stream: UInt64(number))
        let arrival = firstDay + number * Self.days / count * UnixTime.day + 15 * UnixTime.hour
        let nights = random.within(2...9)
        return Reservation(
            number: number,
            guest: (number * 7 + number / guests * 3) % guests,
            // Properties take turns: with ten reservations per property no nights overlap.
            property: number % properties,
            arrival: arrival,
            departure: arrival + nights * UnixTime.day - 4 * UnixTime.hour,
            nights: nights,
            source: Reservation.Source.allCases[random.weighted([34, 33, 8, 4, 21])],
            adults: random.within(1...4),
            children: random.chance(35) ? random.within(1...3) : 0,
            isCancelled: number % 37 == 5,
            booked: arrival - random.within(3...60) * UnixTime.day - random.below(UnixTime.day)
        )
    }

    /// The first suitable reservation, not cancelled, that arrives around `moment` or later.
    func find(arriving moment: UnixTime, suits: (Reservation) -> Bool) -> Reservation? {
        let wanted = max(0, min(count - 1, (moment - firstDay) * count / (Self.days * UnixTime.day)))
        for number in wanted..<min(count, wanted + 60) {
            let stay = self[number]
            if !stay.isCancelled, suits(stay) { return stay }
        }
        return nil
    }
}

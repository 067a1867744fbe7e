import Domain

/// Which zones the list shows, chosen by city or one by one.
package struct ZonePicker: Sendable, Equatable {
    /// A line of the picker.
    package enum Row: Sendable, Hashable {
        /// Every zone and the common queue.
        case everything
        /// What has no zone.
        case commonQueue
        /// A city with several zones.
        case city(String)
        /// One zone.
        case zone(Zone)
    }

    /// The lines, in their order.
    package let rows: [Row]
    /// The numbers chosen; empty for all.
    package var chosen: Set<Int16> { didSet { isTouched = true } }
    /// Whether the person chose, or took a choice back: then none means all, not the line under the cursor.
    private var isTouched = false
    /// The place of the line under the cursor.
    package var index = 0
    private let zones: [Zone]

    /// A picker for a deployment's zones, with those of a query chosen.
    init(zones: [Zone], chosen: [Int16]) {
        self.zones = zones
        self.chosen = Set(chosen)
        rows = [.everything, .commonQueue] + Self.lines(of: zones)
        index = rows.firstIndex { !numbers(of: $0).isEmpty && self.chosen.isSuperset(of: numbers(of: $0)) } ?? 0
    }

    /// A city stands before its zones where it has several.
    private static func lines(of zones: [Zone]) -> [Row] {
        var cities: [String] = []
        for zone in zones where !cities.contains(zone.city) { cities.append(zone.city) }
        return cities.flatMap { city in
            let own = zones.filter { $0.city == city }
            return (own.count > 1 ? [Row.city(city)] : []) + own.map { .zone($0) }
        }
    }

    /// The numbers that a line stands for; none for everything.
    func numbers(of line: Row) -> Set<Int16> {
        switch line {
        case .everything: []
        case .commonQueue: [0]
        case .city(let city): Set(zones.filter { $0.city == city }.map(\.number))
        case .zone(let zone): [zone.number]
        }
    }

    /// How a line is chosen: nil where only a part of it is.
    func isChosen(_ line: Row) -> Bool? {
        let numbers = numbers(of: line)
        guard !numbers.isEmpty else { return chosen.isEmpty }
        if chosen.isSuperset(of: numbers) { return true }
        return chosen.isDisjoint(with: numbers) ? false : nil
    }

    /// Chooses the line under the cursor, or leaves it out where it is chosen whole.
    mutating func toggle() {
        let numbers = numbers(of: rows[index])
        if numbers.isEmpty {
            chosen = []
        } else if chosen.isSuperset(of: numbers) {
            chosen.subtract(numbers)
        } else {
            chosen.formUnion(numbers)
        }
    }

    /// What Enter shows: what is chosen, or where nobody chose anything, the line under the cursor.
    var numbers: [Int16] {
        (chosen.isEmpty && !isTouched ? numbers(of: rows[index]) : chosen).sorted()
    }
}

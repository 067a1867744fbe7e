import Domain
import Screen

/// The zone picker, which filters the list by city or by zone.
package struct ZonePicker: Overlay, Equatable {
    /// A line of the picker.
    package enum Row: Sendable, Hashable {
        /// All zones and the common queue.
        case everything
        /// Conversations without a zone.
        case commonQueue
        /// A city with several zones.
        case city(String)
        /// One zone.
        case zone(Zone)
    }

    /// The lines, in order.
    package let rows: [Row]
    /// The selected zones' numbers; empty for all.
    package var chosen: Set<Int16> { didSet { isTouched = true } }
    /// Whether the selection was changed: an empty one then means all zones, not the line under the cursor.
    private var isTouched = false
    /// The index of the line under the cursor.
    package var index = 0
    private let zones: [Zone]

    /// Creates a picker of all zones, with a query's zones selected.
    init(zones: [Zone], chosen: [Int16]) {
        self.zones = zones
        self.chosen = Set(chosen)
        rows = [.everything, .commonQueue] + Self.lines(of: zones)
        index = rows.firstIndex { !numbers(of: $0).isEmpty && self.chosen.isSuperset(of: numbers(of: $0)) } ?? 0
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .enter else {
            state.dismiss(self)
            return state.filterInbox(byZones: numbers)
        }
        var picker = self
        switch key {
        case .space, .character("x"): picker.toggle()
        case .character("m"): picker.chosen = Set(state.ownZones)
        case .character("a"): picker.chosen = []
        default: picker.index = max(0, min(index + key.step, rows.count - 1))
        }
        return state.present(picker)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawZones(self, of: state, on: &canvas)
    }

    /// Groups zones by city; a city with several zones gets a line of its own.
    private static func lines(of zones: [Zone]) -> [Row] {
        var cities: [String] = []
        for zone in zones where !cities.contains(zone.city) { cities.append(zone.city) }
        return cities.flatMap { city in
            let own = zones.filter { $0.city == city }
            return (own.count > 1 ? [Row.city(city)] : []) + own.map { .zone($0) }
        }
    }

    /// The zone numbers a line stands for; empty for all zones.
    func numbers(of line: Row) -> Set<Int16> {
        switch line {
        case .everything: []
        case .commonQueue: [0]
        case .city(let city): Set(zones.filter { $0.city == city }.map(\.number))
        case .zone(let zone): [zone.number]
        }
    }

    /// Whether a line is selected; nil if only partly.
    func isChosen(_ line: Row) -> Bool? {
        let numbers = numbers(of: line)
        guard !numbers.isEmpty else { return chosen.isEmpty }
        if chosen.isSuperset(of: numbers) { return true }
        return chosen.isDisjoint(with: numbers) ? false : nil
    }

    /// Toggles the line under the cursor; a partly selected city becomes fully selected.
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

    /// The zones that Enter shows: the selection, or the line under the cursor if the selection was never changed.
    var numbers: [Int16] {
        (chosen.isEmpty && !isTouched ? numbers(of: rows[index]) : chosen).sorted()
    }
}

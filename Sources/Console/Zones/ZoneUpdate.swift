import Domain
import Screen
import Text

extension State {
    /// Opens the picker with the list's zones selected, and refreshes the counts.
    mutating func chooseZones() -> [Effect] {
        overlay = .zones(ZonePicker(zones: zones, chosen: inbox.query.zones))
        return [readCounters()].compactMap { $0 }
    }

    mutating func handleZonesKey(_ key: Key, _ picker: ZonePicker) -> [Effect] {
        guard key != .enter else {
            overlay = nil
            return filterInbox(byZones: picker.numbers)
        }
        var picker = picker
        switch key {
        case .space, .character("x"): picker.toggle()
        case .character("m"): picker.chosen = Set(ownZones)
        case .character("a"): picker.chosen = []
        default: picker.index = max(0, min(picker.index + step(of: key), picker.rows.count - 1))
        }
        return present(.zones(picker))
    }

    /// Filters the list by zones; empty for all.
    mutating func filterInbox(byZones: [Int16]) -> [Effect] {
        var query = inbox.query
        query.zones = byZones
        return showInbox(query)
    }

    /// The current user's zones and the common queue; empty, for all, if they have none.
    var ownZones: [Int16] {
        guard let own = user?.zones, !own.isEmpty else { return [] }
        return ([0] + own).sorted()
    }
}

import Domain

extension State {
    /// Opens the picker with the list's zones selected, and refreshes the counts.
    mutating func chooseZones() -> [Effect] {
        present(ZonePicker(zones: zones, chosen: inbox.query.zones)) + inbox.readCounters(at: now)
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

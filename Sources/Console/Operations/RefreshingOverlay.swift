import Domain
import Screen
import Text

/// An overlay whose contents are read again every few seconds.
protocol RefreshingOverlay: Overlay {
    /// Returns the requests that read it again; changes nothing on the screen.
    mutating func refresh() -> [Effect]
}

extension RefreshingOverlay {
    /// Shows the overlay and reads it.
    func open(in state: inout State) -> [Effect] {
        var page = self
        let effects = page.refresh()
        return state.present(page) + effects
    }

    /// Returns to the page below, which may have changed meanwhile.
    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return state.refreshOverlay()
    }
}

extension State {
    /// Reads again what the overlay shows, if it is one that can.
    mutating func refreshOverlay() -> [Effect] {
        guard var page = overlay as? any RefreshingOverlay else { return [] }
        let effects = page.refresh()
        overlay = page
        return effects
    }

    /// Changes the overlay if it is of this type; returns whether it is.
    @discardableResult
    mutating func updateOverlay<Wanted: Overlay>(_: Wanted.Type, _ change: (inout Wanted) -> Void) -> Bool {
        guard var page = overlay(of: Wanted.self) else { return false }
        change(&page)
        overlay = page
        return true
    }

    /// A moment: the time of day, before it the day unless it is today.
    func moment(_ moment: Timestamp?) -> SafeText {
        guard let moment else { return "–" }
        let wall = clock.wallTime(at: moment)
        let isToday = wall.day == clock.wallTime(at: now).day
        return SafeText(trusted: isToday ? wall.hourAndMinute : "\(wall.day.iso.dropFirst(5)) \(wall.hourAndMinute)")
    }
}

extension Language {
    /// A duration in milliseconds, in a unit that keeps it short: `840 ms`, `1.2 s`, `3 min`; a dash for nil.
    func duration(_ milliseconds: Double?) -> SafeText {
        guard let milliseconds else { return "–" }
        let count = Int(milliseconds.rounded())
        if count < 1_000 { return SafeText(trusted: "\(count) ms") }
        guard count >= 10_000 else {
            let tenths = (count + 50) / 100
            let point = self == .french ? "," : "."
            return SafeText(trusted: "\(tenths / 10)\(point)\(tenths % 10) s")
        }
        return SafeText(trusted: count < 120_000 ? "\(count / 1_000) s" : "\(count / 60_000) min")
    }

    /// A share in percent; a dash if it is one of nothing.
    func percent(_ part: Int, of all: Int) -> SafeText {
        guard all > 0 else { return "–" }
        return SafeText(trusted: "\(part * 100 / all)" + (self == .french ? " %" : "%"))
    }
}

import Domain

/// Parses when something ends: a day such as 2027-01-31, inclusive, or a time from now such as 12h or 30d.
package enum Expiry {
    /// The moment a text stands for; nil if it is invalid. Hours take `h`, days `d` or `j`; the count is 1 to 3650.
    package static func moment(_ text: String, from now: Timestamp, by clock: LocalClock) -> Timestamp? {
        if let day = CalendarDay(iso: text) { return clock.midnight(of: CalendarDay(days: day.days + 1)) }
        guard let unit = text.last, let count = Int64(text.dropLast()), (1...3_650).contains(count) else { return nil }
        switch unit {
        case "h": return now + .seconds(count * 3_600)
        case "d", "j": return now + .seconds(count * 86_400)
        default: return nil
        }
    }
}

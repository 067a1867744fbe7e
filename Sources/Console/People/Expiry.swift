import Domain

/// When something ends, as people write it: a day such as 2027-01-31, which it lasts through, or a time from now such as 12h
/// or 30d.
package enum Expiry {
    /// The moment that a text means; nil where it means none.
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

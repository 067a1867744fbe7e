extension Timestamp {
    /// The moment in UTC by RFC 3339, to the second: `2026-06-14T13:58:00Z`.
    package var rfc3339: String {
        let day = CalendarDay(days: Int((seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400))
        let second = Int((seconds % 86_400 + 86_400) % 86_400)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(day.iso)T\(two(second / 3_600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}

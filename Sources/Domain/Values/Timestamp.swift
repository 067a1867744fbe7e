/// A point in time in whole microseconds since 1970-01-01 00:00 UTC, PostgreSQL's precision.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Microseconds since 1970-01-01 00:00 UTC; negative before.
    package let microseconds: Int64

    /// Creates a timestamp from microseconds since 1970-01-01 00:00 UTC.
    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Creates a timestamp from whole seconds since 1970-01-01 00:00 UTC.
    package init(seconds: Int64) {
        microseconds = seconds * 1_000_000
    }

    /// Whole seconds since 1970-01-01 00:00 UTC, rounded down.
    package var seconds: Int64 {
        microseconds >= 0 ? microseconds / 1_000_000 : (microseconds - 999_999) / 1_000_000
    }

    /// Orders chronologically.
    package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }

    /// The duration from `right` to `left`; negative if `left` is earlier.
    package static func - (left: Self, right: Self) -> Duration {
        .microseconds(left.microseconds - right.microseconds)
    }

    /// The timestamp later by a duration.
    package static func + (left: Self, right: Duration) -> Self {
        let (seconds, attoseconds) = right.components
        return Self(microseconds: left.microseconds + seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
    }
}

/// A calendar date without time or time zone, such as a check-in.
package struct CalendarDay: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01; negative before.
    package let days: Int

    /// Creates a date from days since 1970-01-01.
    package init(days: Int) {
        self.days = days
    }

    /// Orders chronologically.
    package static func < (left: Self, right: Self) -> Bool { left.days < right.days }

    /// Year, month (1…12) and day (1…31) in the Gregorian calendar.
    package var civil: (year: Int, month: Int, day: Int) {
        // Counts 400-year eras starting on 1 March, so that the leap day is the last day of its year.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    /// Parses an ISO 8601 date of the years 1000 to 9999, `2026-11-24`; nil for anything else.
    package init?(iso text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year >= 1_000,
            (1...12).contains(month)
        else { return nil }
        // The inverse of `civil`: years start on 1 March.
        let shifted = month <= 2 ? year - 1 : year
        let yearOfEra = shifted % 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(days: shifted / 400 * 146_097 + dayOfEra - 719_468)
        guard civil == (year, month, day) else { return nil }
    }

    /// The ISO 8601 date, `2026-11-24`.
    package var iso: String {
        let (year, month, day) = civil
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}

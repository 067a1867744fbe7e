import Domain

/// A moment in local time.
package struct WallTime: Sendable, Hashable {
    /// The local day.
    package var day: CalendarDay
    /// 0…23.
    package var hour: Int
    /// 0…59.
    package var minute: Int

    /// `14:02`.
    package var hourAndMinute: String {
        "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// 0 for Monday to 6 for Sunday.
    package var weekday: Int { ((day.days + 3) % 7 + 7) % 7 }
}

/// Converts moments to the user's local time.
package struct LocalClock: Sendable {
    /// Returns the offset from UTC at a moment, in seconds.
    private let offset: @Sendable (Timestamp) -> Int

    /// Creates a clock from a function that returns the offset from UTC at a moment, in seconds.
    package init(offset: @escaping @Sendable (Timestamp) -> Int) {
        self.offset = offset
    }

    /// Returns the local time at a moment.
    package func wallTime(at moment: Timestamp) -> WallTime {
        let local = moment.seconds + Int64(offset(moment))
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = Int(local - day * 86_400)
        return WallTime(day: CalendarDay(days: Int(day)), hour: second / 3_600, minute: second / 60 % 60)
    }
    /// Returns the moment when a local day begins.
    package func midnight(of day: CalendarDay) -> Timestamp {
        let universal = Timestamp(seconds: Int64(day.days) * 86_400)
        let first = Timestamp(seconds: universal.seconds - Int64(offset(universal)))
        // If the offset changes between the two moments, the one at local midnight counts.
        return Timestamp(seconds: universal.seconds - Int64(offset(first)))
    }
}

import Domain

/// A moment as a clock on the wall shows it.
package struct WallTime: Sendable, Hashable {
    /// The day there.
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

/// Turns moments into the person's local time.
package struct LocalClock: Sendable {
    /// Seconds to add to UTC at a moment.
    private let offset: @Sendable (Timestamp) -> Int

    /// A clock with the offset from UTC, in seconds, that holds at a moment.
    package init(offset: @escaping @Sendable (Timestamp) -> Int) {
        self.offset = offset
    }

    /// Universal time.
    package static let utc = LocalClock { _ in 0 }

    /// What a clock on the wall shows at a moment.
    package func wallTime(at moment: Timestamp) -> WallTime {
        let local = moment.seconds + Int64(offset(moment))
        let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
        let second = Int(local - day * 86_400)
        return WallTime(day: CalendarDay(days: Int(day)), hour: second / 3_600, minute: second / 60 % 60)
    }
    /// When a day begins there.
    package func midnight(of day: CalendarDay) -> Timestamp {
        let universal = Timestamp(seconds: Int64(day.days) * 86_400)
        let first = Timestamp(seconds: universal.seconds - Int64(offset(universal)))
        // Where the clock was moved in between, the offset of the moment itself counts.
        return Timestamp(seconds: universal.seconds - Int64(offset(first)))
    }
}

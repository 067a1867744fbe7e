import Postgres

/// A moment in seconds since 1970 UTC, with conversions to Moroccan local time (UTC+1).
struct UnixTime: Comparable, Hashable, Sendable {
    var seconds: Int

    static let minute = 60
    static let hour = 3_600
    static let day = 86_400

    static func < (left: UnixTime, right: UnixTime) -> Bool {
        left.seconds < right.seconds
    }

    static func + (instant: UnixTime, seconds: Int) -> UnixTime {
        UnixTime(seconds: instant.seconds + seconds)
    }

    static func - (instant: UnixTime, seconds: Int) -> UnixTime {
        UnixTime(seconds: instant.seconds - seconds)
    }

    static func - (left: UnixTime, right: UnixTime) -> Int {
        left.seconds - right.seconds
    }

    /// Year, month, day and time of day in UTC, in the proleptic Gregorian calendar.
    struct Civil: Equatable {
        let year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int
    }

    /// The algorithm is `civil_from_days` in Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
    var civil: Civil {
        let days = Self.floorDivide(seconds, Self.day)
        let rest = seconds - days * Self.day
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return Civil(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            hour: rest / 3_600,
            minute: rest / 60 % 60,
            second: rest % 60
        )
    }

    /// The column value.
    var column: TimestampTZ {
        TimestampTZ(microseconds: Int64(seconds) * 1_000_000)
    }

    /// The date in Morocco, as a column value.
    var day: DateDays {
        DateDays(days: Int32(Self.floorDivide(seconds + Self.hour, Self.day)))
    }

    /// The moment in Moroccan local time.
    var local: Civil { (self + Self.hour).civil }

    /// The last midnight in Morocco before this moment.
    var localMidnight: UnixTime {
        UnixTime(seconds: Self.floorDivide(seconds + Self.hour, Self.day) * Self.day - Self.hour)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
    }
}

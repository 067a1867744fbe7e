import Glibc

/// A reading of the monotonic clock, in nanoseconds since an unspecified start. Not a time of day.
package struct MonotonicTime: Hashable, Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Reads the monotonic clock.
    package static func now() -> MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The moment `duration` later.
    package static func + (moment: MonotonicTime, duration: Duration) -> MonotonicTime {
        MonotonicTime(nanoseconds: moment.nanoseconds + duration.wholeNanoseconds)
    }

    /// The time from `start` to `end`; negative if `end` is earlier.
    package static func - (end: MonotonicTime, start: MonotonicTime) -> Duration {
        .nanoseconds(end.nanoseconds - start.nanoseconds)
    }
}

extension Duration {
    /// The duration in nanoseconds, truncated.
    package var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }

    /// The duration in milliseconds for poll(2), at least 0, rounded up so that it never wakes too early.
    package var pollMilliseconds: Int32 {
        let milliseconds = (max(0, wholeNanoseconds) + 999_999) / 1_000_000
        return Int32(clamping: milliseconds)
    }
}

import Glibc

/// The system's time of day.
package enum WallClock {
    /// Reads the clock: microseconds since 1970-01-01 00:00 UTC.
    package static func microseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}

import Console
import Domain
import Glibc
import Loop

/// The system's clock and time zone.
package enum SystemClock {
    /// The current time.
    package static func now() -> Timestamp {
        Timestamp(microseconds: WallClock.microseconds())
    }

    /// Local time in the system's time zone, including daylight saving time.
    package static let local = LocalClock { moment in
        var seconds = time_t(moment.seconds)
        var parts = tm()
        return localtime_r(&seconds, &parts) == nil ? 0 : parts.tm_gmtoff
    }
}

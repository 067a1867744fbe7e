import Glibc

/// What a descriptor is ready for. `broken` is never an interest: it is reported if the peer is gone, or the descriptor
/// has an error or is closed.
package struct Readiness: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let read = Readiness(rawValue: 1)
    package static let write = Readiness(rawValue: 2)
    package static let broken = Readiness(rawValue: 4)

    var pollEvents: Int16 {
        var events: Int32 = 0
        if contains(.read) { events |= POLLIN }
        if contains(.write) { events |= POLLOUT }
        return Int16(events)
    }

    init(pollEvents events: Int16) {
        let bits = Int32(events)
        self = []
        if bits & POLLIN != 0 { insert(.read) }
        if bits & POLLOUT != 0 { insert(.write) }
        if bits & (POLLERR | POLLHUP | POLLNVAL) != 0 { insert(.broken) }
    }

    /// Waits until the descriptor is ready or `deadline` (nil: none) passes. Returns the empty set on timeout. For
    /// callers without a loop; signals don't interrupt the wait.
    package static func wait(for interest: Readiness, on descriptor: Int32, until deadline: MonotonicTime?) -> Readiness
    {
        while true {
            var entry = pollfd(fd: descriptor, events: interest.pollEvents, revents: 0)
            let timeout = deadline.map { ($0 - MonotonicTime.now()).pollMilliseconds } ?? -1
            let count = poll(&entry, 1, timeout)
            if count > 0 { return Readiness(pollEvents: entry.revents) }
            if count == 0 { return [] }
            if errno != EINTR { return .broken }
        }
    }
}

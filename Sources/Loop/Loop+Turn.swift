import Glibc

extension Loop {
    /// Sleeps in poll(2) until something is ready or the moment has come, and says what is ready, oldest watch first.
    func sleep(until moment: Moment?) throws(LoopError) -> [(number: Int, readiness: Readiness)] {
        let numbers = watched.filter { !$0.value.interest.isEmpty }.keys.sorted()
        var entries = numbers.compactMap { number in
            watched[number].map { pollfd(fd: $0.descriptor, events: $0.interest.pollEvents, revents: 0) }
        }
        let timeout = moment.map { ($0 - Moment.now()).pollMilliseconds } ?? -1
        let count = poll(&entries, nfds_t(entries.count), timeout)
        if count < 0 {
            guard errno == EINTR || errno == EAGAIN else { throw .last("poll") }
            return []
        }
        return zip(numbers, entries).filter { $0.1.revents != 0 }.map { number, entry in
            // A descriptor that isn't open would be reported for ever.
            if Int32(entry.revents) & POLLNVAL != 0 { watched[number]?.interest = [] }
            return (number, Readiness(pollEvents: entry.revents))
        }
    }

    /// Fires what is due, earliest first; a timer set while firing waits for the next turn.
    func fireTimers(due now: Moment) {
        let due = timers.filter { $0.value.due <= now }
            .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
        for (number, _) in due {
            timers.removeValue(forKey: number)?.fire()
        }
    }

    func earliest(_ one: Moment?, _ other: Moment?) -> Moment? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }
}

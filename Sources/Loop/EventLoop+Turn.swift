import Glibc

extension EventLoop {
    /// The argument of poll(2): the watched descriptors and their interests, oldest watch first.
    struct PollSet {
        let numbers: [Int]
        var entries: [pollfd]

        init(_ watched: [Int: Watched]) {
            numbers = watched.filter { !$0.value.interest.isEmpty }.keys.sorted()
            entries = numbers.compactMap { number in
                watched[number].map { pollfd(fd: $0.descriptor, events: $0.interest.pollEvents, revents: 0) }
            }
        }
    }

    /// Sleeps in poll(2) until a descriptor is ready or the moment has come. Returns what is ready, oldest watch first.
    func sleep(until moment: MonotonicTime?) throws(LoopError) -> [(number: Int, readiness: Readiness)] {
        var asked = self.pollSet ?? PollSet(watched)
        // Keeps the array uniquely referenced: poll writes into it, and a second reference would force a copy.
        self.pollSet = nil
        let timeout = moment.map { ($0 - MonotonicTime.now()).pollMilliseconds } ?? -1
        let count = poll(&asked.entries, nfds_t(asked.entries.count), timeout)
        let failure = errno
        self.pollSet = asked
        if count < 0 {
            guard failure == EINTR || failure == EAGAIN else { throw LoopError(call: "poll", number: failure) }
            return []
        }
        var ready: [(number: Int, readiness: Readiness)] = []
        for (number, entry) in zip(asked.numbers, asked.entries) where entry.revents != 0 {
            // A closed descriptor would be reported forever.
            if Int32(entry.revents) & POLLNVAL != 0 { watched[number]?.interest = [] }
            ready.append((number, Readiness(pollEvents: entry.revents)))
        }
        return ready
    }

    /// Fires due timers, earliest first; a timer set while firing waits for the next turn.
    func fireTimers(due now: MonotonicTime) {
        guard timers.values.contains(where: { $0.due <= now }) else { return }
        let due = timers.filter { $0.value.due <= now }
            .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
        for (number, _) in due {
            timers.removeValue(forKey: number)?.fire()
        }
    }

    func earliest(_ one: MonotonicTime?, _ other: MonotonicTime?) -> MonotonicTime? {
        guard let one, let other else { return one ?? other }
        return min(one, other)
    }
}

/// The timing of a conversation: how long the guest has waited, when the last line was written, and the pauses before
/// it.
struct Timeline: Sendable {
    let priority: GuestThread.Priority
    /// The time of the last public line, or of the first unanswered one if the guest waits.
    let end: UnixTime
    private let now: UnixTime
    private let guestWaits: Bool

    init(outcome: Outcome, ending: Ending, now: UnixTime, _ random: inout SplitMix64) {
        self.now = now
        let weights = outcome == .closed ? [26, 55, 16, 3] : [18, 52, 23, 7]
        priority = GuestThread.Priority.allCases[random.weighted(weights)]
        guestWaits = ending == .guestWaits || ending == .passedOn
        let seconds =
            switch (outcome, guestWaits) {
            case (.closed, _): now - Self.workingMoment(before: now, &random)
            case (_, true): Self.wait(minutes: priority.minutes, &random)
            // From three minutes to a day and a half, log-uniform.
            case (_, false): (180 << random.below(9)) + random.below(180 << 6)
            }
        end = now - seconds
    }

    /// Returns an ascending time per line; the last is `end`, or lies between `end` and now if the guest waits.
    func times(_ drafts: [Dialogue.Draft], _ random: inout SplitMix64) -> [UnixTime] {
        var times = [UnixTime](repeating: end, count: drafts.count)
        var first = drafts.count - 1
        if guestWaits {
            let answered = drafts.lastIndex { $0.voice.isPublic && !$0.voice.isGuest && $0.voice != .chatbot } ?? -1
            first = answered + 1
            let slice = (now - end) / (2 * (drafts.count - first))
            for index in first..<drafts.count { times[index] = end + (index - first) * slice }
        }
        for index in stride(from: first, to: 0, by: -1) {
            times[index - 1] = before(times[index], drafts[index], &random)
        }
        return times
    }

    /// The time of the line before `draft`: people sleep, bots don't.
    private func before(_ time: UnixTime, _ draft: Dialogue.Draft, _ random: inout SplitMix64) -> UnixTime {
        if draft.opensTopic { return awake(time - random.within(5 * UnixTime.hour...50 * UnixTime.hour), &random) }
        switch draft.voice {
        case .chatbot: return time - random.within(2...6)
        case .system: return time - random.within(5...60)
        case .note: return time - random.within(40...300)
        case .guest(isFile: true), .agent(isFile: true): return time - random.within(10...90)
        case .guest: return awake(time - random.within(40...1_500), &random)
        case .agent: return awake(time - random.within(70...1_700), &random)
        }
    }

    private func awake(_ time: UnixTime, _ random: inout SplitMix64) -> UnixTime {
        let hour = time.local.hour
        return hour < 7 ? time - (hour + random.within(1...9)) * UnixTime.hour : time
    }

    /// Mostly within the reply time, one in twenty-five overdue.
    private static func wait(minutes: Int, _ random: inout SplitMix64) -> Int {
        let limit = minutes * UnixTime.minute
        if random.chance(4) { return limit + random.within(limit / 50...limit) }
        return 20 + random.below(limit * 95 / 100)
    }

    /// A time within the last 83 days, weighted by the hours at which people write.
    private static func workingMoment(before now: UnixTime, _ random: inout SplitMix64) -> UnixTime {
        let hours = [2, 1, 0, 0, 0, 1, 2, 4, 8, 11, 13, 12, 9, 8, 9, 10, 11, 12, 13, 13, 11, 9, 7, 4]
        let hour = random.weighted(hours)
        let moment =
            now.localMidnight - random.below(83) * UnixTime.day + hour * UnixTime.hour + random.below(UnixTime.hour)
        return moment > now - 2 * UnixTime.hour ? moment - UnixTime.day : moment
    }
}

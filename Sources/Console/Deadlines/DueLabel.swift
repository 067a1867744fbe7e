import Domain
import Screen
import Text

/// Label in the list's age column: time to the next deadline, time overdue, or the last message's age.
struct DueLabel {
    /// `-12m` overdue, `+7m` until due, else an age: `7m`, `3h`, `9d`. Deadlines other than a reply's have a symbol in
    /// front: `W` WhatsApp's window, `→` the guest's arrival. At most five cells.
    let text: SafeText
    /// Foreground: overdue and due soon stand out, later deadlines don't.
    let role: StyleRole

    /// Creates the label for the next deadline, or for the last message's age if `deadline` is nil.
    init(_ deadline: Deadline?, since last: Timestamp, at now: Timestamp) {
        guard let deadline else {
            text = DurationLabels.age.text(minutes: Self.minutes(from: last, to: now))
            role = .age
            return
        }
        let left = deadline.minutesLeft(at: now)
        let nearness = deadline.status(at: now)
        let span = (left < 0 ? DurationLabels.late : DurationLabels.left).text(minutes: abs(left))
        text = deadline.kind.symbol.map { $0 + span } ?? span
        role =
            switch nearness {
            case .overdue: .slaLate
            case .dueSoon: .slaSoon
            case .onTrack: .slaFine
            }
    }

    /// Returns whole minutes between two moments; negative if `end` is before `start`.
    static func minutes(from start: Timestamp, to end: Timestamp) -> Int {
        Int((end.seconds - start.seconds) / 60)
    }
}

/// Durations with a sign. Cached, because every row of every frame shows one.
private struct DurationLabels {
    static let age = DurationLabels(after: "")
    static let late = DurationLabels(after: "-")
    static let left = DurationLabels(after: "+")

    private let sign: String
    private let minutes: [SafeText]
    private let hours: [SafeText]
    private let days: [SafeText]

    private init(after sign: String) {
        self.sign = sign
        minutes = (0..<60).map { SafeText(trusted: "\(sign)\($0)m") }
        hours = (0..<24).map { SafeText(trusted: "\(sign)\($0)h") }
        days = (0..<100).map { SafeText(trusted: "\(sign)\($0)d") }
    }

    /// Returns a duration in at most three characters after the sign: `7m`, `3h`, `9d`, `14w`; negative minutes count
    /// as 0.
    func text(minutes count: Int) -> SafeText {
        let count = max(0, count)
        if count < 60 { return minutes[count] }
        if count < 1_440 { return hours[count / 60] }
        if count < 144_000 { return days[count / 1_440] }
        return SafeText(trusted: "\(sign)\(count / 10_080)w")
    }
}

extension Deadline {
    /// Returns the minutes left; negative if overdue. Never 0: the last minute before counts as 1, the first one after
    /// as -1.
    func minutesLeft(at now: Timestamp) -> Int {
        let minutes = DueLabel.minutes(from: now, to: at)
        return status(at: now) == .overdue ? min(-1, minutes) : max(1, minutes)
    }
}

extension Deadline.Kind {
    /// A one-cell symbol, so that the list doesn't rely on colour alone; nil for a reply, the usual deadline.
    fileprivate var symbol: SafeText? {
        switch self {
        case .answer: nil
        case .messagingWindow: "W"
        case .arrival: "→"
        }
    }
}

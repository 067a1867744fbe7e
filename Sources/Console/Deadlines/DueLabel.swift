import Domain
import Screen
import Text

/// What stands in the column of ages: how late the next deadline is, or how far off, or else how old the last message is.
struct DueLabel {
    /// `-12m` late, `+7m` until it is due, else an age: `7m`, `3h`, `9d`. A sign before the first two where it isn't an answer that is
    /// due: `W` WhatsApp's window, `→` the guest's arrival. At most five cells.
    let text: SafeText
    /// Late and soon stand out; what is further off doesn't.
    let role: StyleRole

    /// For what comes next, nil where nothing does, and the moment of the last message.
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

    /// Whole minutes from one moment to another; negative when the other is earlier.
    static func minutes(from start: Timestamp, to end: Timestamp) -> Int {
        Int((end.seconds - start.seconds) / 60)
    }
}

/// Lengths of time behind a sign. Every row of every frame has one, so they are made once.
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

    /// Minutes in at most three characters behind the sign: `7m`, `3h`, `9d`, `14w`; none below 0.
    func text(minutes count: Int) -> SafeText {
        let count = max(0, count)
        if count < 60 { return minutes[count] }
        if count < 1_440 { return hours[count / 60] }
        if count < 144_000 { return days[count / 1_440] }
        return SafeText(trusted: "\(sign)\(count / 10_080)w")
    }
}

extension Deadline {
    /// How many minutes are left; negative when it has passed. Never 0: the last minute is one, and so is the first one after.
    func minutesLeft(at now: Timestamp) -> Int {
        let minutes = DueLabel.minutes(from: now, to: at)
        return status(at: now) == .overdue ? min(-1, minutes) : max(1, minutes)
    }
}

extension Deadline.Kind {
    /// A sign of one cell, so that the list says in more than colour what is due; nil for an answer, the usual thing.
    fileprivate var symbol: SafeText? {
        switch self {
        case .answer: nil
        case .messagingWindow: "W"
        case .arrival: "→"
        }
    }
}

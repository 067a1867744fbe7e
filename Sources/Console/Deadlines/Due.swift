import Domain
import Screen
import Text

/// What stands in the column of ages: how late the next deadline is, or how far off, or else how old the last message is.
struct Due {
    /// `-12m` late, `+7m` until it is due, else an age: `7m`, `3h`, `9d`. A sign before the first two where it isn't an answer that is
    /// due: `W` WhatsApp's window, `→` the guest's arrival. At most five cells.
    let text: SafeText
    /// Late and soon stand out; what is further off doesn't.
    let role: Role

    /// For what comes next, nil where nothing does, and the moment of the last message.
    init(_ deadline: Deadline?, since last: Timestamp, at now: Timestamp) {
        guard let deadline else {
            text = Self.span(minutes: Self.minutes(from: last, to: now))
            role = .age
            return
        }
        let left = deadline.minutesLeft(at: now)
        let nearness = deadline.nearness(at: now)
        let span = (left < 0 ? "-" : "+") + Self.span(minutes: abs(left))
        text = deadline.kind.sign.map { $0 + span } ?? span
        role =
            switch nearness {
            case .late: .slaLate
            case .soon: .slaSoon
            case .ahead: .slaFine
            }
    }

    /// Whole minutes from one moment to another; negative when the other is earlier.
    static func minutes(from start: Timestamp, to end: Timestamp) -> Int {
        Int((end.seconds - start.seconds) / 60)
    }

    /// Minutes in at most three characters: `7m`, `3h`, `9d`, `14w`.
    static func span(minutes: Int) -> SafeText {
        let minutes = max(0, minutes)
        if minutes < 60 { return ages.minutes[minutes] }
        if minutes < 1_440 { return ages.hours[minutes / 60] }
        if minutes < 144_000 { return ages.days[minutes / 1_440] }
        return SafeText(trusted: "\(minutes / 10_080)w")
    }

    /// Every row of every frame has one, so they are made once.
    private static let ages = (
        minutes: (0..<60).map { SafeText(trusted: "\($0)m") },
        hours: (0..<24).map { SafeText(trusted: "\($0)h") },
        days: (0..<100).map { SafeText(trusted: "\($0)d") }
    )
}

extension Deadline {
    /// How many minutes are left; negative when it has passed. Never 0: the last minute is one, and so is the first one after.
    func minutesLeft(at now: Timestamp) -> Int {
        let minutes = Due.minutes(from: now, to: at)
        return nearness(at: now) == .late ? min(-1, minutes) : max(1, minutes)
    }
}

extension Deadline.Kind {
    /// A sign of one cell, so that the list says in more than colour what is due; nil for an answer, the usual thing.
    fileprivate var sign: SafeText? {
        switch self {
        case .answer: nil
        case .window: "W"
        case .arrival: "→"
        }
    }
}

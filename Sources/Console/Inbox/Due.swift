import Domain
import Screen
import Text

/// What stands in the column of ages: how late an answer is, or how soon it is due, or else how old the last message is.
struct Due {
    /// `-12m` late, `+7m` due soon, else an age: `7m`, `3h`, `9d`.
    let text: SafeText
    /// Late and soon stand out.
    let role: Role

    /// An answer that is due within so many minutes is due soon.
    private static let soon = 15

    /// For a moment at which an answer is due, nil where none is, and that of the last message.
    init(_ due: Timestamp?, since last: Timestamp, at now: Timestamp) {
        guard let due else {
            text = Self.span(minutes: Self.minutes(from: last, to: now))
            role = .age
            return
        }
        let left = Self.minutes(from: now, to: due)
        if due < now {
            text = "-" + Self.span(minutes: max(1, -left))
            role = .slaLate
        } else {
            text =
                left < Self.soon
                ? "+" + Self.span(minutes: left)
                : Self.span(minutes: Self.minutes(from: last, to: now))
            role = left < Self.soon ? .slaSoon : .age
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

import Domain
import Text

/// The texts of presence: who is in a conversation, and who is online.
package enum PresencePhrase: Phrase {
    /// Who is typing or reading: at most two names, and the number of others. No names if none is known.
    case typing([String], others: Int), reading([String], others: Int)
    case here, away(Duration)
    /// How long somebody has been away, without words.
    case time(Duration)

    package var english: String {
        switch self {
        case .typing(let names, let others):
            "\(Self.english(names, others)) \(names.count + others == 1 ? "is" : "are") typing…"
        case .reading(let names, let others):
            "\(Self.english(names, others)) \(names.count + others == 1 ? "is" : "are") reading"
        case .here: "here"
        case .time(let time): Self.rough(time, days: "d")
        case .away(let time): "away " + Self.rough(time, days: "d")
        }
    }

    package var french: String {
        switch self {
        case .typing(let names, let others):
            "\(Self.french(names, others)) \(names.count + others == 1 ? "écrit" : "écrivent")…"
        case .reading(let names, let others):
            "\(Self.french(names, others)) \(names.count + others == 1 ? "lit" : "lisent")"
        case .here: "là"
        case .time(let time): Self.rough(time, days: "j")
        case .away(let time): "pause " + Self.rough(time, days: "j")
        }
    }

    private static func english(_ names: [String], _ others: Int) -> String {
        let rest =
            others == 0
            ? [] : [names.isEmpty ? others == 1 ? "A colleague" : "\(others) colleagues" : "\(others) others"]
        return (names + rest).joined(separator: " and ")
    }

    private static func french(_ names: [String], _ others: Int) -> String {
        let rest =
            others == 0
            ? [] : [names.isEmpty ? others == 1 ? "Un collègue" : "\(others) collègues" : "\(others) autres"]
        return (names + rest).joined(separator: " et ")
    }

    private static func rough(_ time: Duration, days: String) -> String {
        let minutes = max(1, Int(time.components.seconds / 60))
        if minutes < 60 { return "\(minutes) m" }
        return minutes < 1_440 ? "\(minutes / 60) h" : "\(minutes / 1_440) \(days)"
    }
}

/// The presence line of a conversation: colleagues typing, then colleagues reading.
struct PresenceText {
    let text: SafeText

    init(_ colleagues: [PresentColleague], _ language: Language) {
        let typing = colleagues.filter(\.isTyping)
        let reading = colleagues.filter { !$0.isTyping }
        var parts: [SafeText] = []
        if !typing.isEmpty {
            let (names, others) = Self.names(of: typing)
            parts.append(language.safe(PresencePhrase.typing(names, others: others)))
        }
        if !reading.isEmpty {
            let (names, others) = Self.names(of: reading)
            parts.append(language.safe(PresencePhrase.reading(names, others: others)))
        }
        text = parts.dropFirst().reduce(parts.first ?? .empty) { $0 + "   " + $1 }
    }

    /// Returns two names, or one and the number of others, so that "others" is always plural; colleagues without a name
    /// count as others.
    private static func names(of colleagues: [PresentColleague]) -> ([String], others: Int) {
        let known = colleagues.compactMap(\.name).map { SafeText($0).truncated(to: 24).plain }.filter { !$0.isEmpty }
        let shown = known.count == colleagues.count && known.count <= 2 ? known : Array(known.prefix(1))
        return (shown, colleagues.count - shown.count)
    }
}

extension OnlineStatus {
    /// The maximum width of `text`, in cells, with and without words.
    static let cells = (words: 12, signs: 6)

    /// A symbol and words: `● here`, `○ away 12 m`, or in little space `●`, `○ 12 m`; empty if offline.
    package func text(at now: Timestamp, inWords: Bool, _ language: Language) -> SafeText {
        switch self {
        case .online: inWords ? "● " + language.safe(PresencePhrase.here) : "●"
        case .away(let since):
            "○ " + language.safe(inWords ? PresencePhrase.away(now - since) : .time(now - since))
        case .offline: .empty
        }
    }
}

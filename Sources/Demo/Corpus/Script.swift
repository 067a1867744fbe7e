/// A dialogue: ordered turns, each with one or more variants.
struct Script: Sendable {
    let turns: [Turn]

    /// One turn of a dialogue.
    struct Turn: Sendable {
        let voice: Speaker
        let ways: [Template]
    }

    /// The speaker of a turn.
    enum Speaker: Sendable, Equatable {
        /// The guest; `isFile` for a file.
        case guest(isFile: Bool)
        /// An agent to the guest.
        case agent(isFile: Bool)
        /// The chatbot's greeting.
        case chatbot
        /// An internal note.
        case note
        /// A system message about the conversation.
        case system
    }

    /// Parses a dialogue, one turn per line, with a prefix: `>` guest, `<` agent, `+>` and `+<` with a file name, `~`
    /// note, `=` system; ` | ` separates variants. Ignores other lines.
    init(text: String) {
        turns = text.split(separator: "\n").compactMap { line in
            guard let space = line.firstIndex(of: " "), let voice = Speaker(mark: line[..<space]) else { return nil }
            let ways = line[line.index(after: space)...].split(separator: " | ").map { Template(String($0)) }
            return Turn(voice: voice, ways: ways)
        }
    }
}

extension Script.Speaker {
    init?(mark: Substring) {
        switch mark {
        case ">": self = .guest(isFile: false)
        case "<": self = .agent(isFile: false)
        case "+>": self = .guest(isFile: true)
        case "+<": self = .agent(isFile: true)
        case "~": self = .note
        case "=": self = .system
        default: return nil
        }
    }

    var isGuest: Bool {
        switch self {
        case .guest: true
        case .agent, .chatbot, .note, .system: false
        }
    }

    /// Whether the guest sees it.
    var isPublic: Bool {
        switch self {
        case .guest, .agent, .chatbot: true
        case .note, .system: false
        }
    }
}

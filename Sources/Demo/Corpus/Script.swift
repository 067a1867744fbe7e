/// A dialogue: turns in their order, each with one or several ways to say it.
struct Script: Sendable {
    let turns: [Turn]

    /// One line of a dialogue.
    struct Turn: Sendable {
        let voice: Speaker
        let ways: [Template]
    }

    /// Who speaks.
    enum Speaker: Sendable, Equatable {
        /// The guest; a file of theirs where `isFile`.
        case guest(isFile: Bool)
        /// An agent to the guest.
        case agent(isFile: Bool)
        /// The chatbot's greeting.
        case chatbot
        /// Colleagues among themselves.
        case note
        /// The system about the conversation.
        case system
    }

    /// Reads a dialogue: a line a turn, led by `>` guest, `<` agent, `+>` and `+<` with a file's name, `~` note,
    /// `=` system; ` | ` stands between different ways to say it. Other lines are left out.
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

    /// True for what the guest reads or wrote.
    var isPublic: Bool {
        switch self {
        case .guest, .agent, .chatbot: true
        case .note, .system: false
        }
    }
}

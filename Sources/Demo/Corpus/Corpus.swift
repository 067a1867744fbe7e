/// A language that guests write in.
enum Language: Int, CaseIterable, Sendable {
    case french, english, arabic, darija, spanish, german, italian
}

/// All phrases of the demo, parsed.
struct Corpus: Sendable {
    private let scripts: [[Topic: Script]]
    private let talk: [Phrases]

    /// The parsed small talk of a language.
    struct Phrases: Sendable {
        let nudges: [Template]
        let thanks: [Template]
        let holding: [Template]
        let closings: [Template]
        let greetings: [Template]

        init(_ talk: SmallTalk) {
            nudges = talk.nudges.map(Template.init)
            thanks = talk.thanks.map(Template.init)
            holding = talk.holding.map(Template.init)
            closings = talk.closings.map(Template.init)
            greetings = talk.greetings.map(Template.init)
        }
    }

    init() {
        scripts = Language.allCases.map { Self.texts($0).mapValues(Script.init(text:)) }
        talk = Language.allCases.map { Phrases(Self.smallTalk($0)) }
    }

    /// The topics of a phase available in this language, at least one.
    func topics(_ language: Language, phase: JourneyPhase) -> [Topic] {
        phase.topics.filter { scripts[language.rawValue][$0] != nil }
    }

    /// The dialogue about a topic; empty if the language has none.
    func script(_ language: Language, _ topic: Topic) -> Script {
        scripts[language.rawValue][topic] ?? Script(text: "")
    }

    func phrases(_ language: Language) -> Phrases {
        talk[language.rawValue]
    }

    private static func texts(_ language: Language) -> [Topic: String] {
        switch language {
        case .french: frenchBefore.merging(frenchDuring) { first, _ in first }
        case .english: englishBefore.merging(englishDuring) { first, _ in first }
        case .arabic: arabic
        case .darija: darija
        case .spanish: spanish
        case .german: german
        case .italian: italian
        }
    }
}

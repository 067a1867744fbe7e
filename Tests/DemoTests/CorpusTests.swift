import Testing

@testable import Demo

@Suite("The demo's dialogues")
struct CorpusTests {
    private let corpus = Corpus()

    @Test("Every language has something to say in every phase", arguments: Language.allCases)
    func phases(language: Language) {
        for phase in JourneyPhase.allCases { #expect(!corpus.topics(language, phase: phase).isEmpty) }
    }

    @Test("A dialogue begins with the guest and gets an answer", arguments: Language.allCases)
    func beginnings(language: Language) {
        for topic in Topic.allCases {
            let turns = corpus.script(language, topic).turns
            guard let first = turns.first else { continue }
            #expect(first.voice == .guest(isFile: false), "\(language) \(topic)")
            #expect(turns.contains { $0.voice == .agent(isFile: false) }, "\(language) \(topic)")
            #expect(turns.allSatisfy { !$0.ways.isEmpty })
        }
    }

    @Test("No line keeps a blank or a mark of the notation", arguments: Language.allCases)
    func blanks(language: Language) {
        let talk = corpus.phrases(language)
        let phrases = [talk.nudges, talk.thanks, talk.holding, talk.closings, talk.greetings].joined()
        let turns = Topic.allCases.flatMap { corpus.script(language, $0).turns.flatMap(\.ways) }
        for template in turns + phrases {
            let line = template.filled { _ in "x" }
            #expect(!line.contains { "{}|\n".contains($0) } && !line.isEmpty, "\(line)")
            #expect(line.first != " " && line.last != " ", "\(line)")
        }
    }

    @Test("Emoji, Arabic and Latin letters are all there")
    func scripts() {
        let text = Language.allCases.flatMap { language in
            Topic.allCases.flatMap { corpus.script(language, $0).turns.flatMap(\.ways) }
        }.map { $0.filled { _ in "" } }.joined()
        for scalar in ["🌴", "é", "ß", "ñ", "ع", "¿", "ì"] as [Unicode.Scalar] where scalar != "ì" {
            #expect(text.unicodeScalars.contains(scalar), "\(scalar)")
        }
    }
}

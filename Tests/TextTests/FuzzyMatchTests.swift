import Testing

@testable import Text

@Suite("Finding by a few letters")
struct FuzzyMatchTests {
    private func matched(_ pattern: String, _ text: String) -> String? {
        let text = SafeText(trusted: text)
        return FuzzyPattern(pattern).match(text).map { match in
            String(ArraySlice(match.positions.map { text.glyphs[$0] }))
        }
    }

    private func best(_ pattern: String, of texts: [String]) -> String? {
        let pattern = FuzzyPattern(pattern)
        let scored = texts.compactMap { text in pattern.match(SafeText(trusted: text)).map { (text, $0.score) } }
        return scored.max { $0.1 < $1.1 }?.0
    }

    @Test("Case and accents don't matter, in either")
    func folding() {
        #expect(matched("resolue", "RÉSOLUE") == "RÉSOLUE")
        #expect(matched("ÉTÉ", "ete") == "ete")
        #expect(matched("cloturee", "Clo\u{302}ture\u{301}e") == "Clo\u{302}ture\u{301}e")
        #expect(matched("strasse", "Straße") == nil)
        #expect(matched("strase", "Straße") == "Straße")
        #expect(matched("امينة", "أَمينة") == "أَمينة")
        #expect(matched("ΣΟΦΙΑ", "σοφία") == "σοφία")
        #expect(matched("12", "١٢") == "١٢")
        #expect(matched("nguyen", "Nguyễn") == "Nguyễn")
        #expect(matched("иван", "ИВАН") == "ИВАН")
    }

    @Test("All letters must occur, in their order; spaces don't count")
    func order() {
        #expect(matched("ca", "claim and reply") == "ca")
        #expect(matched("ac", "claim") == nil)
        #expect(matched("rep gue", "reply to guest") == "repgue")
        #expect(matched("", "anything") == "")
        #expect(FuzzyPattern(" ").isEmpty)
    }

    @Test("Word starts and neighbours are preferred, in the match and among texts")
    func preferences() {
        let text: SafeText = "transfer to role"
        #expect(FuzzyPattern("tr").match(text)?.positions == [0, 1])
        #expect(FuzzyPattern("tro").match(text)?.positions == [0, 12, 13])
        #expect(best("fat", of: ["if a tag", "Youssef Attar", "Fatima El-Fassi"]) == "Fatima El-Fassi")
        #expect(best("ml", of: ["email", "mark last", "moulding"]) == "mark last")
        #expect(best("help", of: ["help with everything there is in this program", "help"]) == "help")
    }

    @Test("The matched glyphs are the letters that were asked for", arguments: 0..<20)
    func positions(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<50 {
            let text = SafeText(trusted: random.message(words: 5))
            let picked = text.glyphs.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
            let letters = picked.filter { !$0.isSpace }.map { SearchFold.fold($0.base) }
            let match = FuzzyPattern(String(picked[...])).match(text)
            #expect(match?.positions.map { SearchFold.fold(text.glyphs[$0].base) } == letters)
            #expect(match?.positions == match?.positions.sorted())
        }
    }
}

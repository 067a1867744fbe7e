import Testing

@testable import Text

@Suite("Glyphs")
struct GlyphTests {
    @Test("A glyph carries the largest scalar with two marks and its width")
    func fields() {
        let glyph = Glyph(base: 0x10FFFF, isWide: true).adding(mark: 0x1E94A).adding(mark: 0x301)
        #expect(glyph.base == 0x10FFFF)
        #expect(glyph.marks.map(\.value) == [0x1E94A, 0x301])
        #expect(glyph.width == 2)
        #expect(glyph.adding(mark: 0x302) == glyph)
    }

    @Test("A symbol that isn't one cell wide is a placeholder", arguments: ["你", "\u{301}", "\u{1B}", "\u{202E}"])
    func symbols(_ symbol: Unicode.Scalar) {
        #expect(Glyph(symbol) == .placeholder)
        #expect(Glyph("─").base == 0x2500)
    }

    @Test("The ranges told without asking agree with the C library's table")
    func fastRanges() {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA1...0xAC, 0xAE...0x2FF, 0x620...0x64A, 0x300...0x34E, 0x350...0x36F, 0x64B...0x65F,
            0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x2010...0x2027, 0x2030...0x205E, 0x2460...0x25FC,
        ]
        let differing = ranges.joined().filter { ScalarClass($0) != ScalarClass.measured($0) }
        #expect(differing.isEmpty)
    }

    @Test("Only the second cell of a wide glyph has no width and no text")
    func continuation() {
        #expect(Glyph.continuation.width == 0)
        #expect(Glyph.continuation.base == 0)
        #expect(Glyph.continuation.marks.isEmpty)
        #expect(Glyph.space.width == 1)
        #expect(String(ArraySlice([Glyph("a"), .continuation, .space, .ellipsis])) == "a …")
    }
}

@Suite("Characters become glyphs that every terminal draws alike")
struct ClusterTests {
    @Test(
        "Clusters are drawn as their base with its marks",
        arguments: [
            Drawn("plain", "été", "été", 3),
            Drawn("decomposed accents", "e\u{301}te\u{301}", "e\u{301}te\u{301}", 3),
            Drawn("a family is its first member", "👨‍👩‍👧‍👦", "👨", 2),
            Drawn("couple with a heart", "👩‍❤️‍👨 ok", "👩 ok", 5),
            Drawn("a profession", "👩🏽‍⚕️", "👩", 2),
            Drawn("two people side by side stay two", "👨👩", "👨👩", 4),
            Drawn("skin tone", "👍🏿", "👍", 2),
            Drawn("a skin tone alone", "🏿", "🏿", 2),
            Drawn("flags are letters", "🇲🇦🇫🇷", "MAFR", 4),
            Drawn("a flag made of tags", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}!", "🏴!", 3),
            Drawn("keycap", "1️⃣", "1", 1),
            Drawn("emoji presentation", "❤️", "❤", 1),
            Drawn("Chinese", "你好", "你好", 4),
            Drawn("decomposed Hangul", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}", "한글", 4),
            Drawn("a Hangul vowel without a consonant", "\u{1161}", "\u{FFFD}", 1),
            Drawn("Arabic with vowel signs", "مُحَمَّد", "مُحَمَّد", 4),
            Drawn("Hebrew with points", "שָׁלוֹם", "שָׁלוֹם", 4),
            Drawn("Persian with a non-joiner", "می\u{200C}خواهم", "میخواهم", 7),
            Drawn("a virama and a vowel sign", "स्ते", "स्ते", 2),
            Drawn("a vowel sign that takes a cell", "कि", "कि", 2),
            Drawn("a mark on nothing", "\u{301}a", "\u{25CC}\u{301}a", 2),
            Drawn("more marks than two", "a\u{301}\u{302}\u{303}\u{304}", "a\u{301}\u{302}", 1),
            Drawn("typographic spaces", "14\u{202F}h\u{2009}\u{2003}x", "14\u{A0}h  x", 7),
            Drawn("ideographic space", "你\u{3000}好", "你\u{3000}好", 6),
            Drawn("unassigned", "\u{378}", "\u{FFFD}", 1),
        ]
    )
    func clusters(_ drawn: Drawn) {
        let text = SafeText(trusted: drawn.text)
        #expect(scalars(text.plain) == scalars(drawn.shown))
        #expect(text.width == drawn.width)
    }

    struct Drawn: CustomTestStringConvertible {
        let name, text, shown: String
        let width: Int

        init(_ name: String, _ text: String, _ shown: String, _ width: Int) {
            (self.name, self.text, self.shown, self.width) = (name, text, shown, width)
        }

        var testDescription: String { name }
    }
}

/// Swift compares strings by canonical equivalence; these tests need to see each scalar.
func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

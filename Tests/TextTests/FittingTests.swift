import Testing

@testable import Text

@Suite("Text cut and padded to a field")
struct FittingTests {
    @Test(
        "A field is filled exactly",
        arguments: [
            ("Sofia", 8, Alignment.left, "Sofia   "),
            ("Sofia", 8, .right, "   Sofia"),
            ("Sofia", 8, .center, " Sofia  "),
            ("Sofia", 5, .left, "Sofia"),
            ("Sofia", 4, .right, "Sof…"),
            ("Sofia Moreau", 7, .left, "Sofia… "),
            ("你好世界", 7, .left, "你好世…"),
            ("你好世界", 6, .left, "你好… "),
            ("你好世界", 6, .right, " 你好…"),
            ("你好", 1, .left, "…"),
            ("你", 2, .left, "你"),
            ("Sofia", 0, .left, ""),
            ("", 3, .left, "   "),
        ]
    )
    func fitting(_ text: String, _ cells: Int, _ alignment: Alignment, _ field: String) {
        #expect(SafeText(trusted: text).fitted(to: cells, alignment).plain == field)
    }

    @Test("A prefix never holds half of a wide glyph")
    func prefix() {
        let text: SafeText = "a你b"
        #expect((0...5).map { String(text.prefix(cells: $0)) } == ["", "a", "a", "a你", "a你b", "a你b"])
    }

    @Test("A truncated text is at most as wide as asked")
    func truncating() {
        #expect(SafeText("Marina 4B").truncated(to: 20) == SafeText("Marina 4B"))
        #expect(SafeText("Marina 4B").truncated(to: 8) == SafeText("Marina…"))
        #expect(SafeText("Marina 4B").truncated(to: 0).isEmpty)
    }

    @Test("Any text fills any field to the cell")
    func randomFields() {
        var random = SeededGenerator(seed: 2)
        for _ in 0..<2_000 {
            let text = SafeText(trusted: random.text(length: 0...20))
            let cells = Int.random(in: 0...30, using: &random)
            let field = text.fitted(to: cells, Alignment.allCases.randomElement(using: &random) ?? .left)
            let drawn = field.leftPadding + field.glyphs.cellWidth + (field.hasEllipsis ? 1 : 0) + field.rightPadding
            #expect(drawn == cells)
            #expect(text.truncated(to: cells).glyphs[...].cellWidth == text.truncated(to: cells).width)
            #expect(text.truncated(to: cells).width <= cells)
        }
    }
}

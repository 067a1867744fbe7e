import Testing

@testable import Text

@Suite("Word wrap")
struct WrapTests {
    @Test(
        "Rows break where a user expects it",
        arguments: [
            ("the code of the door", 10, ["the code", "of the", "door"]),
            ("the  code", 4, ["the", "code"]),
            ("exactly ten", 7, ["exactly", "ten"]),
            ("rendez-vous demain", 8, ["rendez-", "vous", "demain"]),
            ("le 10-12 à -5 degrés", 9, ["le 10-12", "à -5", "degrés"]),
            ("https://riad.example/check-in", 12, ["https://riad", ".example/", "check-in"]),
            ("aaaaaaaaaa", 4, ["aaaa", "aaaa", "aa"]),
            ("un très bon séjour !", 18, ["un très bon", "séjour !"]),
            ("dit « oui » hier", 9, ["dit", "« oui »", "hier"]),
            ("14\u{A0}h demain", 6, ["14\u{A0}h", "demain"]),
            ("你好世界。你好", 8, ["你好世", "界。你好"]),
            ("我要 check-in 吗", 8, ["我要", "check-in", "吗"]),
            ("    indented text", 10, ["    indent", "ed text"]),
            ("                x y", 8, ["   x y"]),
            ("trailing    ", 8, ["trailing"]),
            ("one\n\n two", 10, ["one", "", " two"]),
            ("   ", 2, [""]),
            ("", 5, [""]),
            ("你好", 1, ["你", "好"]),
            ("ab", 0, ["a", "b"]),
        ]
    )
    func wrapping(_ text: String, _ width: Int, _ rows: [String]) {
        let lines = SafeLines(trusted: text)
        #expect(lines.rows(width: width).map { String(lines[$0]) } == rows)
    }

    @Test("Wrapping loses nothing but spaces, keeps the order, and no row is too wide")
    func nothingIsLost() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let lines = SafeLines(trusted: random.message(words: 40))
            let width = Int.random(in: 2...60, using: &random)
            let rows = lines.rows(width: width)
            let shown = rows.flatMap { lines[$0] }.filter { !$0.isSpace }
            #expect(shown == lines.glyphs.filter { !$0.isSpace })
            #expect(rows.allSatisfy { lines[$0].cellWidth <= width })
            #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
            #expect(rows.count >= lines.lines.count)
        }
    }
}

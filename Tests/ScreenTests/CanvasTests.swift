import Screen
import Testing
import Text

@Suite("A canvas")
struct CanvasTests {
    private func canvas(_ columns: Int, _ rows: Int = 1) -> Canvas { Canvas(size: Size(columns: columns, rows: rows)) }

    private func at(_ column: Int, _ row: Int = 0) -> Point { Point(column: column, row: row) }

    @Test("shows what is put on it, without trailing blanks")
    func puts() {
        var canvas = canvas(12, 3)
        canvas.draw("Sofia", at: at(2, 1), paint: .plain)
        #expect(canvas.lines == ["", "  Sofia", ""])
        #expect(canvas.text == "\n  Sofia")
    }

    @Test("cuts text at its edges and at the width given")
    func clips() {
        var canvas = canvas(5, 2)
        #expect(canvas.draw("Marrakech", at: at(2), paint: .plain) == 3)
        #expect(canvas.draw("Marrakech", at: at(-2, 1), width: 4, paint: .plain) == 4)
        canvas.draw("nowhere", at: at(0, 2), paint: .plain)
        canvas.draw("nowhere", at: at(5), paint: .plain)
        #expect(canvas.lines == ["  Mar", "rr"])
    }

    @Test("ends a cut text with an ellipsis, and leaves one that fits as it is")
    func ellipsis() {
        var canvas = canvas(5, 3)
        canvas.draw("Essaouira", at: at(0), paint: .plain, ellipsis: true)
        canvas.draw("Fes", at: at(0, 1), width: 3, paint: .plain, ellipsis: true)
        canvas.draw("日本語", at: at(0, 2), paint: .plain, ellipsis: true)
        #expect(canvas.lines == ["Essa…", "Fes", "日本…"])
    }

    @Test("never shows half of a wide glyph at an edge")
    func halves() {
        var canvas = canvas(3, 4)
        canvas.draw("日本", at: at(0), paint: .plain)
        canvas.draw("日本", at: at(-1, 1), paint: .plain)
        canvas.draw("日本", at: at(0, 2), width: 1, paint: .plain)
        canvas.draw("日本", at: at(0, 3), width: 2, paint: .plain, ellipsis: true)
        #expect(canvas.lines == ["日", " 本", "", " …"])
    }

    @Test("blanks the other half of a wide glyph that is written over")
    func overwrites() {
        var canvas = canvas(6, 3)
        for row in 0..<3 { canvas.draw("日本語", at: at(0, row), paint: .plain) }
        canvas.draw("x", at: at(1, 0), paint: .plain)
        canvas.draw("x", at: at(2, 1), paint: .plain)
        canvas.fill(Rect(column: 1, row: 2, columns: 2, rows: 1), .plain)
        #expect(canvas.lines == [" x本語", "日x 語", "    語"])
    }

    @Test("keeps combining marks with their letter")
    func marks() {
        var canvas = canvas(4)
        canvas.draw(SafeText(trusted: "e\u{301}te\u{301}"), at: at(0), paint: .plain)
        #expect(canvas.lines == ["e\u{301}te\u{301}"])
    }

    @Test("puts text so that it ends before a column")
    func endsBefore() {
        var canvas = canvas(8)
        canvas.draw("7m", endingBefore: 7, row: 0, paint: .plain)
        #expect(canvas.lines == ["     7m"])
    }

    @Test("tells rows apart by glyphs and by paints")
    func compares() {
        var one = canvas(4, 2)
        one.draw("riad", at: at(0), paint: .plain)
        var other = one
        #expect(one.row(0, equals: other))
        other.draw("d", at: at(3), paint: .plain.ink(.accent))
        #expect(!one.row(0, equals: other))
        #expect(one.row(1, equals: other))
        #expect(!one.row(0, equals: canvas(5, 2)))
    }

    @Test("marks the runs that aren't plain text")
    func marked() {
        var canvas = canvas(10)
        canvas.draw("a", at: at(0), paint: .plain)
        canvas.draw("bc", at: at(1), paint: Paint(ground: .text, ink: .textDim))
        canvas.draw("d", at: at(3), paint: Paint(.listRowSelected))
        #expect(canvas.marked == "a{text.dim}bc{}{list.row.selected/text}d{}")
    }

    @Test("joins rules where they meet")
    func rules() {
        var canvas = canvas(7, 5)
        canvas.horizontalRule(row: 0, columns: 0..<7, paint: .plain)
        canvas.horizontalRule(row: 4, columns: 0..<7, paint: .plain)
        canvas.verticalRule(column: 3, rows: 0..<5, paint: .plain)
        canvas.horizontalRule(row: 2, columns: 3..<7, paint: .plain)
        #expect(canvas.lines == ["───┬───", "   │", "   ├───", "   │", "───┴───"])
    }

    @Test("knows the columns that it was drawn on, with the halves of wide glyphs beside them")
    func touches() {
        let texts: [SafeText] = ["x", "日本", "Sofia", "…日", ""]
        let grounds: [(Int, SafeText)] = [(-3, "日本語"), (-1, "日本語"), (0, "a日b"), (1, "日本語"), (2, "abc日"), (5, "日本語")]
        for width in 1...6 {
            for text in texts {
                for (column, under) in grounds {
                    var before = canvas(7)
                    before.draw(under, at: at(0), paint: .plain)
                    before.markPresented()
                    var put = before
                    put.draw(text, at: at(column), width: width, paint: .plain, ellipsis: width.isMultiple(of: 2))
                    var filled = before
                    filled.fill(Rect(column: column, row: 0, columns: width, rows: 1), .plain)
                    var (across, upright) = (before, before)
                    across.horizontalRule(row: 0, columns: column..<column + width, paint: .plain)
                    upright.verticalRule(column: column, rows: 0..<1, paint: .plain)
                    for drawn in [put, filled, across, upright] {
                        var everywhere = drawn
                        everywhere.touch()
                        let changed = drawn.changedColumns(row: 0, since: before)
                        #expect(changed == everywhere.changedColumns(row: 0, since: before))
                    }
                }
            }
        }
    }
}

extension Canvas {
    /// Counts as drawn on everywhere; looks the same.
    fileprivate mutating func touch() {
        for row in 0..<size.rows {
            let same = Array(glyphs[row * size.columns..<(row + 1) * size.columns])
            draw(same, at: Point(column: 0, row: row), paint: .plain)
        }
    }
}

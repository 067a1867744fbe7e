import Screen
import Testing
import Text

@Suite("Rows of a canvas that move")
struct ScrollTests {
    private let names: [SafeText] = ["Sofia", "Amina", "日本", "Bilal", "Zineb"]

    private func list() -> Canvas {
        var canvas = Canvas(size: Size(columns: 6, rows: 5))
        for (row, name) in names.enumerated() { canvas.draw(name, at: Point(column: 0, row: row), paint: .plain) }
        canvas.markPresented()
        return canvas
    }

    @Test("go up or down among themselves, and those that come free are blank")
    func moves() {
        var up = list()
        up.scroll(1..<4, by: 1)
        #expect(up.lines == ["Sofia", "日本", "Bilal", "", "Zineb"])
        #expect(up.scroll?.rows == 1..<4 && up.scroll?.distance == 1)
        #expect(up.scroll?.exposedRows == 3..<4)
        var down = list()
        down.scroll(0..<5, by: -2)
        #expect(down.lines == ["", "", "Sofia", "Amina", "日本"])
        #expect(down.scroll?.exposedRows == 0..<2)
    }

    @Test("are touched only where they came free, or were before they moved")
    func touches() {
        var canvas = list()
        canvas.draw("Omar", at: Point(column: 0, row: 2), paint: .plain)
        canvas.scroll(0..<5, by: 1)
        #expect(canvas.dirtyColumns.map(\.isEmpty) == [true, false, true, true, false])
    }

    @Test("move twice as if once, and back as if never")
    func sums() {
        var canvas = list()
        canvas.scroll(0..<5, by: 3)
        canvas.scroll(0..<5, by: -1)
        #expect(canvas.scroll?.distance == 2)
        canvas.scroll(0..<5, by: -2)
        #expect(canvas.scroll == nil)
        #expect(canvas.lines == ["", "", "", "Bilal", "Zineb"])
        #expect(canvas.dirtyColumns.map(\.isEmpty) == [false, false, false, true, true])
    }

    @Test("that moved in two places, or away altogether, are all touched instead")
    func others() {
        var two = list()
        two.scroll(0..<3, by: 1)
        two.scroll(1..<5, by: 1)
        #expect(two.scroll == nil)
        #expect(two.dirtyColumns.allSatisfy { $0 == 0..<two.size.columns })
        var gone = list()
        gone.scroll(0..<5, by: 7)
        #expect(gone.text.isEmpty)
        #expect(gone.dirtyColumns.allSatisfy { $0 == 0..<gone.size.columns })
    }

    @Test("don't move any more once they were shown")
    func settles() {
        var canvas = list()
        canvas.scroll(0..<5, by: 1)
        canvas.markPresented()
        #expect(canvas.scroll == nil)
    }
}

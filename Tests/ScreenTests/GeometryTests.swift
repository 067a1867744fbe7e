import Screen
import Testing

@Suite("A rectangle")
struct GeometryTests {
    private let screen = Rect(Size(columns: 80, rows: 24))

    @Test("splits into parts that make up the whole")
    func splits() {
        let (header, body) = screen.splitTop(2)
        let (rest, footer) = body.splitBottom(1)
        let (list, thread) = rest.splitLeft(48)
        #expect(header == Rect(column: 0, row: 0, columns: 80, rows: 2))
        #expect(footer == Rect(column: 0, row: 23, columns: 80, rows: 1))
        #expect(list == Rect(column: 0, row: 2, columns: 48, rows: 21))
        #expect(thread == Rect(column: 48, row: 2, columns: 32, rows: 21))
    }

    @Test("gives what it has when more is asked for")
    func short() {
        let (top, rest) = screen.splitTop(30)
        #expect(top == screen)
        #expect(rest.isEmpty)
        #expect(screen.splitRight(100).right == screen)
        #expect(screen.inset(left: 50, right: 50).isEmpty)
    }

    @Test("centres a smaller one, and shrinks a larger one")
    func centres() {
        #expect(
            screen.centred(Size(columns: 60, rows: 10)) == Rect(column: 10, row: 7, columns: 60, rows: 10)
        )
        #expect(screen.centred(Size(columns: 100, rows: 10)).columns == 0..<80)
    }
}

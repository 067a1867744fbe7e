import Testing

@testable import Text

@Suite("The field of a draft")
struct EditorFrameTests {
    private func rows(_ frame: EditorFrame) -> [String] { frame.rows.map { String($0) } }

    @Test("A draft is wrapped and the cursor stands behind what was typed")
    func wrapping() {
        let frame = TextEditor("Je suis désolée, le code").frame(width: 12, height: 4)
        #expect(rows(frame) == ["Je suis", "désolée, le", "code"])
        #expect(frame.cursorRow == 2 && frame.cursorColumn == 4)
        #expect(!frame.hasMoreAbove && !frame.hasMoreBelow)
    }

    @Test("An empty draft is one empty row with the cursor at its start")
    func empty() {
        let frame = TextEditor().frame(width: 10, height: 3)
        #expect(rows(frame) == [""])
        #expect(frame.cursorRow == 0 && frame.cursorColumn == 0)
    }

    @Test("Behind a full row there is still a column for the cursor")
    func fullRow() {
        let frame = TextEditor("abcdefghi").frame(width: 10, height: 3)
        #expect(rows(frame) == ["abcdefghi"])
        #expect(frame.cursorColumn == 9)
    }

    @Test("The cursor's column counts cells: wide, combined and split characters")
    func cells() {
        #expect(TextEditor("你好e\u{301}🇲🇦").frame(width: 20, height: 1).cursorColumn == 7)
        #expect(TextEditor("مُحَمَّد").frame(width: 20, height: 1).cursorColumn == 4)
    }

    @Test("Up and down keep the column over short and wide rows")
    func vertical() {
        var editor = TextEditor("abcdef\nab\n你好世界")
        editor.move(.textStart)
        for _ in 0..<5 { editor.move(.right) }
        let columns = [TextMotion.down(width: 20), .down(width: 20), .up(width: 20), .up(width: 20)].map { motion in
            editor.move(motion)
            return editor.cursor.column
        }
        #expect(columns == [2, 2, 2, 5])
    }

    @Test("Up in the first row goes to the start, down in the last to the end")
    func edges() {
        var editor = TextEditor("one two three")
        editor.move(.left)
        editor.move(.up(width: 40))
        #expect(editor.cursor == .start)
        editor.move(.down(width: 8))
        editor.move(.down(width: 8))
        editor.move(.down(width: 8))
        #expect(editor.cursor == editor.end)
    }

    @Test("The field scrolls no further than the cursor needs, both ways")
    func scrolling() {
        var editor = TextEditor((1...9).map(String.init).joined(separator: "\n"))
        var frame = editor.frame(width: 10, height: 3)
        #expect(rows(frame) == ["7", "8", "9"] && frame.hasMoreAbove && !frame.hasMoreBelow)
        editor.move(.up(width: 10))
        frame = editor.frame(width: 10, height: 3, top: frame.top)
        #expect(rows(frame) == ["7", "8", "9"] && frame.cursorRow == 1)
        for _ in 0..<3 { editor.move(.up(width: 10)) }
        frame = editor.frame(width: 10, height: 3, top: frame.top)
        #expect(rows(frame) == ["5", "6", "7"] && frame.cursorRow == 0 && frame.hasMoreBelow)
        editor.replaceAll(with: "a\nb")
        #expect(rows(editor.frame(width: 10, height: 3, top: frame.top)) == ["a", "b"])
    }

    @Test("A field that grows counts its rows up to its limit")
    func growing() {
        let editor = TextEditor("one two three four\n\nfive")
        #expect(editor.rowCount(width: 10, limit: 20) == 5)
        #expect(editor.rowCount(width: 10, limit: 3) == 3)
    }

    @Test("A one-line field scrolls sideways and keeps the cursor in sight")
    func sideways() {
        var editor = TextEditor("state:nouvelle zone:fes", .oneLine)
        var field = editor.lineFrame(width: 9)
        #expect(String(field.glyphs) == "zone:fes" && field.cursorColumn == 8)
        editor.move(.lineStart)
        field = editor.lineFrame(width: 9)
        #expect(String(field.glyphs) == "state:nou" && field.cursorColumn == 0)
    }

    @Test("A pasted draft of 100 kB is edited in its middle like any other")
    func large() {
        var editor = TextEditor("end")
        editor.move(.textStart)
        editor.paste(String(repeating: "Bonjour à tous, السلام. 你好\n", count: 2_700))
        #expect(editor.text.utf8.count > 100_000)
        for _ in 0..<1_250 { editor.move(.up(width: 80)) }
        editor.insert("👨‍👩‍👧")
        #expect(editor.cursor == TextPosition(line: 1_450, column: 1))
        #expect(editor.lines[1_450].characters.first == "👨‍👩‍👧")
        #expect(rows(editor.frame(width: 80, height: 5)).count == 5)
        editor.undo()
        editor.undo()
        #expect(editor.text == "end")
    }
}

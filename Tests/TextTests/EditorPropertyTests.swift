import Testing

@testable import Text

/// Long random sessions at the keyboard: what must hold after every key.
@Suite("A draft stays whole")
struct EditorPropertyTests {
    @Test(
        "No sequence of keys breaks a character or loses the cursor, and undo leads back to the start",
        arguments: 0..<40
    )
    func randomSessions(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let original = random.message(words: 6)
        var editor = TextEditor(original)
        let start = editor.text
        for _ in 0..<120 {
            step(&editor, &random)
            expectWhole(editor)
        }
        let end = editor.text
        var steps = 0
        while editor.undo() {
            expectWhole(editor)
            steps += 1
        }
        #expect(scalars(editor.text) == scalars(start))
        for _ in 0..<steps { editor.redo() }
        expectWhole(editor)
        #expect(scalars(editor.text) == scalars(end))
    }

    private func step(_ editor: inout TextEditor, _ random: inout SeededGenerator) {
        let motions: [TextMotion] = [
            .left, .right, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart, .textEnd, .up(width: 12),
            .down(width: 12),
        ]
        let motion = motions.randomElement(using: &random) ?? .left
        switch Int.random(in: 0..<12, using: &random) {
        case 0...3: editor.insert(String(Character(random.scalar())))
        case 4: editor.insert("\n")
        case 5: editor.paste(random.message(words: 3))
        case 6: editor.paste(random.text(length: 0...8))
        case 7: editor.delete(motion)
        case 8: editor.delete(.left)
        case 9: editor.undo()
        case 10: editor.move(motion)
        default: editor.move(.left)
        }
    }

    private func expectWhole(_ editor: TextEditor) {
        for line in editor.lines {
            #expect(line.characters == Array(String(line.characters)))
            let fresh = EditorLine(line.characters)
            #expect(line.glyphs == fresh.glyphs)
            #expect((0...line.count).map(line.glyphIndex) == (0...line.count).map(fresh.glyphIndex))
        }
        #expect(editor.lines.indices.contains(editor.cursor.line))
        #expect((0...editor.lines[editor.cursor.line].count).contains(editor.cursor.column))
        #expect(scalars(TextEditor(editor.text).text) == scalars(editor.text))
    }

    @Test("The cursor is always inside the field, and the rows fit", arguments: 0..<40)
    func frames(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var editor = TextEditor(random.message(words: 60))
        var top = EditorRow.first
        for _ in 0..<60 {
            step(&editor, &random)
            let (width, height) = (Int.random(in: 2...30, using: &random), Int.random(in: 1...6, using: &random))
            let frame = editor.frame(width: width, height: height, top: top)
            top = frame.top
            #expect((0..<frame.rows.count).contains(frame.cursorRow) && frame.rows.count <= height)
            #expect((0..<width).contains(frame.cursorColumn))
            #expect(width < 3 || frame.rows.allSatisfy { $0.cellWidth < width })
            #expect(frame.rows.count == height || !(frame.hasMoreAbove || frame.hasMoreBelow))
        }
    }
}

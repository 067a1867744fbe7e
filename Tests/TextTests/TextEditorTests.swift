import Testing

@testable import Text

@Suite("Writing a draft")
struct TextEditorTests {
    @Test("What is typed and pasted becomes one clean text")
    func typing() {
        var editor = TextEditor()
        for letter in "Bonjour" { editor.insert(String(letter)) }
        editor.paste(",\r\n\tà 14 h\u{1B}[31m\u{202E}\u{0}\u{200B}\u{2028}👨‍👩‍👧\r")
        #expect(scalars(editor.text) == scalars("Bonjour,\n    à 14 h[31m\n👨‍👩‍👧\n"))
        #expect(editor.cursor == editor.end)
    }

    @Test("A field of one line has no line breaks")
    func oneLine() {
        var editor = TextEditor("a\nb", .oneLine)
        editor.paste("c\r\nd\n")
        #expect(editor.text == "a bc d ")
    }

    @Test("An accent joins the letter before it, and Backspace removes what is seen as one")
    func graphemes() {
        var editor = TextEditor("e")
        editor.insert("\u{301}")
        #expect(editor.cursor == TextPosition(line: 0, column: 1))
        editor.paste("🇲🇦👨‍👩‍👧‍👦👍🏽")
        #expect(editor.cursor.column == 4)
        for expected in ["e\u{301}🇲🇦👨‍👩‍👧‍👦", "e\u{301}🇲🇦", "e\u{301}", ""] {
            editor.delete(.left)
            #expect(scalars(editor.text) == scalars(expected))
        }
    }

    @Test("Halves of flags find each other when what stood between them goes")
    func flagsJoin() {
        var editor = TextEditor("🇲x🇦🇫🇷")
        editor.move(.lineStart)
        editor.move(.right)
        editor.delete(.right)
        #expect(editor.lines[0].characters == Array("🇲🇦🇫🇷"))
        #expect(editor.cursor == TextPosition(line: 0, column: 1))
        editor.undo()
        #expect(editor.lines[0].characters == Array("🇲x🇦🇫🇷"))
    }

    @Test("Deleting goes by character, word, rest of line and line")
    func deleting() {
        var editor = TextEditor("un deux trois\nquatre cinq\nsix")
        editor.delete(.wordLeft)
        #expect(editor.text == "un deux trois\nquatre cinq\n")
        editor.delete(.left)
        editor.delete(.wordLeft)
        editor.delete(.wordLeft)
        #expect(editor.text == "un deux trois\n")
        editor.move(.textStart)
        editor.delete(.wordRight)
        editor.delete(.right)
        #expect(editor.text == "deux trois\n")
        editor.move(.wordRight)
        editor.delete(.lineEnd)
        #expect(editor.text == "deux\n")
        editor.delete(.lineEnd)
        #expect(editor.text == "deux")
    }

    @Test("Words are letters and digits of any script; a line's end stops the cursor")
    func words() {
        var editor = TextEditor("l'été, السلام عليكم\n\n你好 ok")
        editor.move(.textStart)
        var stops: [TextPosition] = []
        for _ in 0..<9 {
            editor.move(.wordRight)
            stops.append(editor.cursor)
        }
        let places = [(0, 1), (0, 5), (0, 13), (0, 19), (1, 0), (2, 0), (2, 2), (2, 5), (2, 5)]
        #expect(stops == places.map { TextPosition(line: $0, column: $1) })
        for _ in 0..<9 { editor.move(.wordLeft) }
        #expect(editor.cursor == .start)
    }

    @Test("Undo takes back words, pastes and deletions; redo brings them again until something new is typed")
    func undo() {
        var editor = TextEditor("Draft:")
        for letter in " one two" { editor.insert(String(letter)) }
        editor.paste("\nthree\nfour")
        editor.delete(.left)
        editor.delete(.left)
        let texts = ["Draft: one two\nthree\nfour", "Draft: one two", "Draft: one ", "Draft: ", "Draft:"]
        for text in texts {
            let undoWorked = editor.undo()
            #expect(undoWorked)
            #expect(editor.text == text)
        }
        let undoneMore = editor.undo()
        #expect(!undoneMore)
        for text in texts.reversed().dropFirst() {
            let redoWorked = editor.redo()
            #expect(redoWorked)
            #expect(editor.text == text)
        }
        editor.undo()
        editor.insert("!")
        let redoneMore = editor.redo()
        #expect(!redoneMore)
        #expect(editor.text == "Draft: one two!")
    }

    @Test("A template replaces the draft, and the draft comes back")
    func replacing() {
        var editor = TextEditor("one\ntwo")
        editor.replaceAll(with: "template")
        #expect(editor.text == "template")
        editor.undo()
        #expect(editor.text == "one\ntwo")
    }

    @Test("Blank is what holds nothing worth sending")
    func blank() {
        #expect(TextEditor(" \n\u{A0}\n").isBlank)
        #expect(!TextEditor(" \n\u{A0}\n").isEmpty)
        #expect(!TextEditor(" .").isBlank)
    }
}

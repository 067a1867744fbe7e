import CommandLine
import Configuration
import Console
import Screen
import Testing

@Suite("A person's own keys")
struct KeymapReadingTests {
    private func reading(_ text: String) -> KeymapLoader {
        KeymapLoader(KeyBindings(text, file: "keys.yaml"))
    }

    private func chord(_ notation: String) throws -> Chord {
        try KeyNotation.chord(notation)
    }

    @Test("Own keys take the place of a command's")
    func replaces() throws {
        let keymap = reading("inbox:\n  open: [l, g o]\n").keymap
        #expect(keymap.resolve(try chord("l"), in: .inbox) == .command(.navigation(.open)))
        #expect(keymap.resolve(try chord("g o"), in: .inbox) == .command(.navigation(.open)))
        #expect(keymap.resolve(try chord("Enter"), in: .inbox) == .unbound)
    }

    @Test("A chord's first key waits for the rest")
    func chords() throws {
        let keymap = reading("inbox:\n  move-first: g g\n").keymap
        #expect(keymap.resolve(try chord("g"), in: .inbox) == .prefix)
        #expect(keymap.resolve(try chord("g g"), in: .inbox) == .command(.movement(.first)))
    }

    @Test("An own key wins over the command that had it")
    func wins() throws {
        let keymap = reading("inbox:\n  next-unread: c\n").keymap
        #expect(keymap.resolve(try chord("c"), in: .inbox) == .command(.navigation(.nextUnread)))
        #expect(keymap.chord(for: .assignment(.claim), in: .inbox) == nil)
    }

    @Test("No keys take a command its keys")
    func unbinds() throws {
        let keymap = reading("inbox:\n  claim: []\n").keymap
        #expect(keymap.resolve(try chord("c"), in: .inbox) == .unbound)
    }

    @Test("A mistake names its line and column, and the other keys count all the same")
    func mistakes() throws {
        let read = reading("inbox:\n  opne: l\n  reply: w\nkitchen:\n  open: l\ncomposer:\n  claim: c\n")
        #expect(read.problems.map { $0.place?.line } == [2, 4, 7])
        #expect(read.problems.allSatisfy { $0.place?.column == 3 || $0.place?.column == 1 })
        #expect(read.keymap.resolve(try chord("w"), in: .inbox) == .command(.composer(.reply)))
    }

    @Test("The same key for two commands is a mistake")
    func conflicts() {
        let read = reading("inbox:\n  reply: w\n  note: w\n")
        #expect(read.problems.count == 1)
        #expect(read.problems.first?.message.contains("reply") == true)
    }
}

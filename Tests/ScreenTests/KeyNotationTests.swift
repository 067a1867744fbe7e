import Screen
import Testing

@Suite("Keys in writing")
struct KeyNotationTests {
    @Test(
        "are read as people write them",
        arguments: [
            ("j", Key.character("j")), ("G", .character("G")), ("é", .character("é")), ("^", .character("^")),
            ("^S", .control("S")), ("^s", .control("S")), ("Ctrl-S", .control("S")), ("ctrl+s", .control("S")),
            ("C-s", .control("S")), ("Enter", .enter), ("enter", .enter), ("Space", .space), ("PgDn", .pageDown),
            ("Shift-Tab", .backtab), ("Alt-x", Key(.character("x"), .alt)), ("F5", Key(.function(5))),
            ("Ctrl-Left", Key(.left, .control)), ("Shift-a", .character("A")), ("-", .character("-")),
            ("Ctrl-Shift-Up", Key(.up, [.control, .shift])), ("Entrée", .enter),
            ("échap", .escape), ("PgSuiv", .pageDown),
            ("Maj-Tab", .backtab), ("Ctrl-Gauche", Key(.left, .control)),
        ]
    )
    func reads(text: String, key: Key) throws {
        #expect(try KeyNotation.key(text) == key)
    }

    @Test("are what the terminal sends where two names mean one byte")
    func merges() {
        #expect(Key.control("i") == .tab)
        #expect(Key.control("M") == .enter)
        #expect(Key.control("[") == .escape)
    }

    @Test("are refused by the part that is wrong")
    func refuses() {
        #expect(throws: KeyNotation.Problem.unknown("Entre")) { try KeyNotation.key("Entre") }
        #expect(throws: KeyNotation.Problem.unknown("F99")) { try KeyNotation.chord("g F99") }
        #expect(throws: KeyNotation.Problem.empty) { try KeyNotation.chord("  ") }
    }

    @Test("are printed so that they can be read again")
    func roundTrip() throws {
        let symbols: [Key.Symbol] = [
            .character("j"), .character(" "), .character("é"), .enter, .tab, .escape, .backspace, .delete, .insert,
            .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .function(1), .function(20),
        ]
        for symbol in symbols {
            for modifiers: Key.Modifiers in [[], .alt, .control, [.control, .alt]] {
                let key = Key(symbol, modifiers)
                #expect(try KeyNotation.key(KeyNotation.name(of: key)) == key)
                #expect(try KeyNotation.key(KeyNotation.name(of: key, long: true)) == key)
                #expect(try KeyNotation.key(KeyNotation.name(of: key, in: .french)) == key)
            }
        }
    }

    @Test("have a short form for footers and a long one for prose")
    func forms() throws {
        #expect(Key.control("s").description == "^S")
        #expect(KeyNotation.name(of: .control("s"), long: true) == "Ctrl-S")
        #expect(try KeyNotation.chord("g  g") == Chord(.character("g"), .character("g")))
        #expect(try KeyNotation.chord("g ^W").description == "g ^W")
    }
}

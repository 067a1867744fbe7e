import Console
import Domain
import Screen
import Testing

@Suite("Own keys")
struct KeymapTests {
    private func house(_ own: [Context: [Command: [String]]]) throws -> ConsoleHarness {
        var house = ConsoleHarness(columns: 120, rows: 24, conversations: ConsoleHarness.many(50))
        let chords = try own.mapValues { try $0.mapValues { try $0.map { try KeyNotation.chord($0) } } }
        house.bind(Keymap(replacing: chords))
        return house
    }

    @Test("A chord of two keys waits for the second, shows the first, and then acts")
    func chord() throws {
        var house = try house([.inbox: [.movement(.first): ["g g"], .movement(.last): ["g e"]]])
        try house.press("j", "j", "g")
        #expect(house.selectedNumber == 2)
        #expect(house.canvas.lines.last?.contains("g …") == true)
        try house.press("g")
        #expect(house.selectedNumber == 0)
        try house.press("g", "e")
        #expect(house.selectedNumber == 49)
    }

    @Test("A key that doesn't go on with what was begun means what it means alone")
    func broken() throws {
        var house = try house([.inbox: [.movement(.first): ["g g"]]])
        try house.press("g", "j")
        #expect(house.selectedNumber == 1)
        try house.press("g", "z", "g")
        #expect(house.selectedNumber == 1)
        try house.press("g")
        #expect(house.selectedNumber == 0)
    }

    @Test("No chords take a command its keys away, in that context only")
    func unbound() throws {
        var house = try house([.inbox: [.movement(.down): []]])
        try house.press("j", "Down")
        #expect(house.selectedNumber == 0)
        try house.press("Enter")
        #expect(house.state.focus == .thread)
    }

    @Test("An own chord wins over the table's command that had it")
    func own() throws {
        var house = try house([.inbox: [.movement(.down): ["k"]]])
        try house.press("k", "k")
        #expect(house.selectedNumber == 2)
        try house.press("Up")
        #expect(house.selectedNumber == 1, "the other command keeps its other keys")
    }

    @Test("Of two own commands on one chord the same one wins each time")
    func conflict() throws {
        for _ in 0..<20 {
            var house = try house([
                .inbox: [.movement(.down): ["n"], .movement(.last): ["n"], .navigation(.nextUnread): ["n"]]
            ])
            try house.press("n")
            #expect(house.selectedNumber == 1)
        }
    }

    @Test("Footer, help and palette show the own keys")
    func shown() throws {
        var house = try house([.inbox: [.navigation(.open): ["F5", "o"], .composer(.reply): []]])
        #expect(house.canvas.lines.last?.contains("F5 open") == true)
        #expect(house.canvas.lines.last?.contains("r reply") == false)
        try house.press("?")
        #expect(house.screen.contains("F5 o"))
    }

    @Test("In French the keys have the names of French keyboards, and can be read by them")
    func french() throws {
        var house = ConsoleHarness(columns: 200, rows: 50, language: .french)
        #expect(house.canvas.lines.last?.contains("Entrée ouvrir") == true)
        try house.press("?")
        for words in ["k Haut ", "Entrée Droite ", "Échap q Gauche ", "Maj-Tab ", "PgSuiv ^F ", "Espace "] {
            #expect(house.canvas.lines.contains { $0.contains(words) }, "\(words)")
        }
        try house.press("Échap", "Entrée")
        #expect(house.state.focus == .thread)
        #expect(house.canvas.lines.last?.contains("Échap retour") == true)
    }
}

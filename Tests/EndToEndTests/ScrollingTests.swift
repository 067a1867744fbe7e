import Domain
import TerminalSupport
import TestSupport
import Testing

@Suite("A list that scrolls", .serialized, .ownThread)
struct ScrollingTests {
    private static let ways = [
        "jjjjjjjjjjjjjjj", "jj", "kkkkkkkkkkkkk", "k", "G", "kkkkkkkkkkkkk", "g", "\u{04}", "\u{04}j", "\u{15}",
        " j jjjjjjjjjj", "kkkkkkkkkkk", "\rjjjjjjjjjjjjjqjjj",
    ]

    @Test(
        "shows what drawing it anew shows, wherever one goes in it",
        arguments: [(80, 24), (81, 19), (60, 13), (120, 27), (160, 30)]
    )
    func scrolls(columns: Int, rows: Int) throws {
        let house = try EndToEndHarness()
        let agent = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        for number in 10...49 {
            try house.channel.receiveMessage(
                "日本 \(number) 🌞",
                from: "Guest \(number)",
                address: "+\(number)",
                quietly: true
            )
        }
        let console = try house.console(as: agent, columns: columns, rows: rows)
        try console.wait(forText: "Guest 10")
        for way in Self.ways {
            console.type(way)
            console.waitUntilQuiet()
            #expect(console.isShownWhole(), "after \(way.debugDescription)")
        }
    }
}

extension PseudoTerminal {
    /// Whether the screen comes out the same when everything is drawn anew. Minutes go by meanwhile, so it may take a few
    /// attempts.
    fileprivate func isShownWhole() -> Bool {
        for _ in 0..<8 {
            let (cells, had) = (screen.visible, received)
            type("\u{0C}")
            let isSame: ()? = try? wait(for: "the same screen", within: .seconds(4)) {
                self.received > had && $0.visible == cells
            }
            if isSame != nil { return true }
            waitUntilQuiet()
        }
        return false
    }
}

extension TerminalScreen {
    /// The cells as a person sees them: a blank has no ink.
    fileprivate var visible: [[Cell]] {
        cells.map { row in
            row.map { cell in
                var cell = cell
                if cell.text == " " { cell.look.foreground = nil }
                return cell
            }
        }
    }
}

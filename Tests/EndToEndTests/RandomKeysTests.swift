import Domain
import Glibc
import TerminalSupport
import TestSupport
import Testing

@Suite("Whatever is typed", .serialized, .ownThread, .longRounds)
struct RandomKeysTests {
    @Test("no sequence of keys, pastes, clicks, broken bytes and sizes makes the console fail", arguments: 1...2)
    func survives(seed: UInt64) throws {
        let house = try EndToEndHarness()
        let agent = try house.database.person(.superviseur, name: ("Karim", "Bennani"))
        for number in 1...12 {
            try house.channel.receiveMessage(
                "Message \(number) 日本 🌞",
                from: "Guest \(number)",
                address: "+\(number)",
                quietly: true
            )
        }
        let memory = try TerminalModesSnapshot()
        var random = SeededGenerator(seed: seed)
        let console = try house.console(as: agent, environment: ["EDITOR": "true", "SWIFT_BACKTRACE": "enable=no"])
        var typed: [String] = []
        for step in 0..<400 {
            let event = random.event()
            typed.append(event)
            console.type(event)
            if step % 20 == 0 { console.resize(columns: random.below(190) + 10, rows: random.below(50) + 2) }
            console.read(within: step % 4 == 0 ? 20 : 0)
            if step % 50 == 0 { try house.channel.receiveMessage("Encore \(step)", from: "Guest 3", address: "+3") }
            if kill(console.process, 0) != 0 { break }
        }
        console.resize(columns: 120, rows: 40)
        console.signal(SIGTERM)
        let ending = try console.waitForEnd()
        guard case .exit = ending else {
            Issue.record("\(ending) after \(typed.suffix(40).map { $0.debugDescription })")
            return
        }
        memory.expectRestored(console)
    }
}

extension SeededGenerator {
    /// Something that a terminal may send. Ctrl-Z is left out, which would stop the program for good, and what leaves.
    fileprivate mutating func event() -> String {
        switch below(10) {
        case 0, 1, 2, 3: Self.commands[below(Self.commands.count)]
        case 4: Self.sequences[below(Self.sequences.count)]
        case 5: "é日本🌞👨‍👩‍👧e\u{301}\u{202E}🇲🇦م "
        case 6: "\u{1B}[200~q\r\n\tx\u{1B}[A y\u{07}\u{1B}[201~"
        case 7: "\u{1B}[<\(below(70));\(below(250));\(below(80))\(below(2) == 0 ? "M" : "m")"
        case 8:
            String(Character(Unicode.Scalar(UInt8(below(26)) + 1)))
                .replacing("\u{1A}", with: "").replacing("\u{11}", with: "").replacing("\u{03}", with: "")
        default:
            String(Character(Unicode.Scalar(UInt8(below(90)) + 33))).replacing("y", with: "").replacing("o", with: "")
        }
    }

    private static let commands = [
        "j", "k", "g", "G", "\r", "\u{1B}", "r", "i", "c", "x", "s", "p", "t", "f", "/", "o", "b", "?", ":", "1", "2",
        "3",
        "4", "u", "J", "K", " ", "\t", "\u{7F}", "\u{04}", "\u{15}", "\u{06}", "\u{02}", "q\u{1B}", "\u{13}", "\u{0E}",
        "\u{18}n", "\u{0F}", "\u{0C}", "\u{12}", "\u{17}", "\u{1F}",
    ]

    private static let sequences = [
        "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[D", "\u{1B}OA", "\u{1B}[5~", "\u{1B}[6~", "\u{1B}[H", "\u{1B}[F",
        "\u{1B}[Z", "\u{1B}[3~", "\u{1B}[1;5C", "\u{1B}[1;5D", "\u{1B}[I", "\u{1B}[O", "\u{1B}[",
        "\u{1B}]11;rgb:0/0/0\u{07}",
        "\u{1B}]11;", "\u{1B}P1$r0m\u{1B}\\", "\u{1B}[99999999999999999999A", "\u{1B}[?1;2c", "\u{1B}OP", "\u{1B}[200~",
        "\u{1B}[201~", "\u{1B}[38;5;1;1;1;1;1;1;1m", "\u{1B}x",
    ]
}

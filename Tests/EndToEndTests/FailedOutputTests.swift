import TestSupport
import Testing

@Suite("Output that can't be written", .serialized, .ownThread)
struct FailedOutputTests: CommandLineSuite {
    let house: EndToEndHarness
    private let boss: TestPerson

    init() throws {
        house = try EndToEndHarness()
        boss = try house.database.person(.administrateur, name: ("Zineb", "Alaoui"))
        for number in 1...3 {
            _ = try house.channel.receiveMessage(
                "Bonjour \(number)",
                from: "Sofia Moreau",
                address: "+3361234567\(number)"
            )
        }
    }

    /// Runs a command line in which `riad` is the program and `DB` the database as an administrator.
    private func shell(_ line: String) throws -> ProcessResult {
        let uri = "--database '\(house.database.uri(login: boss.login))'"
        return try ProcessResult.run(
            "/bin/sh",
            ["-c", line.replacing("riad ", with: "'\(Riad.path)' ").replacing("DB", with: uri)],
            environment: house.home.environment()
        )
    }

    @Test(
        "on a full disk is an error, whatever the command",
        arguments: [
            "conversations list", "conversations list -o json", "conversations export",
            "conversations export -o json", "messages search bonjour", "people list", "settings list",
            "audit export", "views list -o json", "properties list -o json",
        ]
    )
    func fullDisk(command: String) throws {
        let program = try shell("riad \(command) DB > /dev/full")
        #expect(program.code == 1, "\(command)")
        let advice = "See what was done before you repeat it."
        let reason = "No space left on device"
        #expect(program.complaint == "riad: the output can't be written: \(reason). \(advice)\n", "\(command)")
    }

    @Test("because nobody reads on ends the command without a word")
    func closedPipe() throws {
        let program = try shell("riad conversations export DB | head -n 1")
        #expect(program.code == 0 && program.complaint == "")
        #expect(program.output.hasPrefix("id,state"))
        let ignored = try shell("trap '' PIPE; { riad conversations export DB; echo $? >&2; } | true")
        #expect(ignored.complaint == "1\n" || ignored.complaint == "0\n")
    }
}

import Domain
import TestSupport
import Testing

@Suite("Answer times on the command line", .serialized, .ownThread)
struct AnswerTimesCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let boss: TestPerson

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent)
        boss = try house.database.person(.superviseur)
    }

    private func sla(_ words: String..., as person: TestPerson) throws -> ProcessResult {
        try run(["sla"] + words, as: person.login)
    }

    @Test("A calendar is made, a target counts by it, and what is due moves; an agent only looks")
    func whole() throws {
        _ = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        let made = try sla(
            "calendars",
            "set",
            "Bureau",
            "--hours",
            "mon-fri 9-18, sat 22-2",
            "--time-zone",
            "Africa/Casablanca",
            as: boss
        )
        #expect(made.code == 0 && made.output == "set; 0 deadlines moved\n")
        let day = try sla("calendars", "holidays", "Bureau", "--add", "2027-07-30=Fête du Trône", as: boss)
        #expect(day.code == 0)
        let listed = try sla("calendars", "list", as: agent).output.split(separator: "\n").map(String.init)
        #expect(listed[0].contains("Africa/Casablanca     24/7"))
        #expect(listed[1].hasPrefix("Bureau ") && listed[1].hasSuffix("mon-fri 09:00-18:00, sat 22:00-02:00"))
        #expect(listed[2] == "  2027-07-30  Fête du Trône")
        let set = try sla("targets", "set", "45", "--priority", "medium", "--calendar", "24/7", as: boss)
        #expect(set.output == "set; 1 deadlines moved\n")
        let zoned = try sla(
            "targets",
            "set",
            "5",
            "--zone",
            "none",
            "--answer",
            "first",
            "--calendar",
            "24/7",
            as: boss
        )
        #expect(zoned.output == "set; 1 deadlines moved\n")
        let targets = try sla("targets", "list", as: agent).output.split(separator: "\n").map(String.init)
        #expect(targets.first?.split(separator: " ") == ["first", "any", "any", "none", "5", "min", "24/7"])
        #expect(targets.count == 9)
        #expect(try sla("targets", "remove", "--zone", "none", "--answer", "first", as: boss).code == 0)
        #expect(try sla("calendars", "remove", "Bureau", as: boss).output == "removed\n")
    }

    @Test("Each failure has its code and says what is wrong")
    func failures() throws {
        #expect(try sla("targets", "set", "5", "--calendar", "24/7", as: agent).code == 4)
        #expect(try sla("targets", "set", "5", "--calendar", "Nulle part", as: boss).code == 5)
        #expect(try sla("targets", "set", "5", "--zone", "atlantis", "--calendar", "24/7", as: boss).code == 64)
        #expect(try sla("targets", "set", "0", "--calendar", "24/7", as: boss).code == 1)
        #expect(try sla("targets", "set", "5", "--priority", "asap", "--calendar", "24/7", as: boss).code == 64)
        #expect(try sla("calendars", "set", "X", "--hours", "jamais", "--time-zone", "UTC", as: boss).code == 64)
        let zone = try sla("calendars", "set", "X", "--hours", "24/7", "--time-zone", "Mars/Base", as: boss)
        #expect(zone.code == 1 && zone.complaint.contains("does not know this time zone"))
        let used = try sla("calendars", "remove", "24/7", as: boss)
        #expect(used.code == 1 && used.complaint.contains("an SLA target uses this calendar"))
        #expect(try sla("calendars", "holidays", "24/7", "--add", "2027-02-30=X", as: boss).code == 64)
    }
}

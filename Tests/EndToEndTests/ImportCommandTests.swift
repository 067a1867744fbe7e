import Domain
import TestSupport
import Testing

@Suite("Imported from CSV", .serialized, .ownThread)
struct ImportCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let boss: TestPerson

    init() throws {
        house = try EndToEndHarness()
        boss = try house.database.person(.administrateur, name: ("Houda", "Squalli"))
    }

    private func importing(_ noun: String, _ text: String, _ options: String...) throws -> ProcessResult {
        try run([noun, "import", "-"] + options, as: boss.login, input: text)
    }

    private func count(_ table: String) throws -> String? {
        try house.database.value("SELECT count(*)::text FROM \(table)")
    }

    private let properties = #"""
        \#u{FEFF}name;address;zone;amenities;ext_id;access_notes\#r
        "Riad ""Yasmine""";12 rue X, Médina;marrakech_medina;wifi | pool;P1;"Key box left,
        code 4711"\#r
        Dar Nour;3 rue Y;;;;\#r
        \#r

        """#

    @Test("properties are added, then changed, and the same file again changes nothing")
    func repeated() throws {
        let trial = try importing("properties", properties, "--dry-run")
        #expect(trial.output == "2 added, 0 changed, 0 unchanged; nothing was done\n", "\(trial.complaint)")
        #expect(try count("public.property") == "0")
        #expect(try importing("properties", properties).output == "2 added, 0 changed, 0 unchanged\n")
        #expect(try importing("properties", properties).output == "0 added, 0 changed, 2 unchanged\n")
        let moved = properties.replacing("marrakech_medina", with: "marrakech_gueliz")
        #expect(try importing("properties", moved).output == "0 added, 1 changed, 1 unchanged\n")
        let shown = try run(["properties", "list", "-o", "json"], as: boss.login).output
        #expect(try json(shown, "{1,name}") == "Riad \"Yasmine\"")
        #expect(try json(shown, "{1,zone}") == "marrakech_gueliz")
        #expect(try json(shown, "{1,amenities}") == "[\"pool\", \"wifi\"]")
        #expect(try json(shown, "{1,accessNotes}") == "Key box left,\ncode 4711")
    }

    @Test("of a file with wrong rows each is named with line and column, and nothing is imported")
    func refused() throws {
        let wrong = properties + "Dar Sol;4 rue Z;marrakech_medin;;;\n;5 rue Z;;;;\n"
        let program = try importing("properties", wrong)
        #expect(program.code == 1 && program.output == "")
        #expect(
            program.complaint == """
                standard input:6: zone: there is no zone marrakech_medin; did you mean marrakech_medina?
                standard input:7: name: this field is empty
                riad: nothing was imported: correct these rows first

                """
        )
        #expect(try count("public.property") == "0")
    }

    @Test(
        "a file that is no such table is refused before anything is asked of the server",
        arguments: [
            ("", ":1: the file is empty"), ("name,adress\n", ":1: adress: unknown column; did you mean address?"),
            ("name\n", ":1: address: this column is missing"),
            ("name,address,name\n", ":1: name: this column is there twice"),
            ("name,address\n\"a,b\n", ":2: the quotation mark that opens here is not closed"),
            ("name,address\n\"a\"b,c\n", ":2: text follows a closing quotation mark; double the mark"),
            ("name,address\na,b,c\n", ":2: more fields than the header has columns"),
        ]
    )
    func malformed(text: String, problem: String) throws {
        let program = try importing("properties", text)
        #expect(program.code == 64 && program.complaint == "standard input\(problem)\n")
    }

    @Test("people come with their roles and zones, once however they are written")
    func people() throws {
        let text = "email,first_name,role,zones\nzineb@riad.example,Zineb,agent,rabat_agdal|rabat_hassan\n"
        #expect(try importing("people", text).output == "1 added, 0 changed, 0 unchanged\n")
        #expect(try importing("people", text.uppercasedAddress).output == "0 added, 0 changed, 1 unchanged\n")
        let shown = try run(["people", "show", "zineb@riad.example"], as: boss.login).output
        #expect(shown.contains("agent") && shown.contains("rabat_agdal") && shown.contains("rabat_hassan"))
        let unknown = try importing("people", text.replacing("agent", with: "agnt"))
        #expect(unknown.code == 1)
        #expect(unknown.complaint.hasPrefix("standard input:2: role: there is no role agnt; did you mean agent?\n"))
        let twice = try run(["people", "add", "--first-name", "Z", "--email", "Zineb@riad.example"], as: boss.login)
        #expect(twice.code == 1 && twice.complaint.contains("somebody has this e-mail address"))
    }

    @Test("zones are listed and added, and a property can be in the new one at once")
    func zones() throws {
        let added = try run(["zones", "add", "essaouira_medina", "--city", "Essaouira"], as: boss.login)
        #expect(added.output == "added\n", "\(added.complaint)")
        #expect(try run(["zones", "list"], as: boss.login).output.contains("essaouira_medina            Essaouira\n"))
        let again = try run(["zones", "add", "essaouira_medina", "--city", "Essaouira"], as: boss.login)
        #expect(again.code == 1 && again.complaint.contains("there is a zone of this name"))
        #expect(try run(["zones", "add", "Essaouira", "--city", "x"], as: boss.login).code == 1)
        let words = ["--name", "Dar Mer", "--address", "Port", "--zone", "essaouira_medina"]
        let id = try run(["properties", "add"] + words, as: boss.login).output.trimmingSuffix { $0.isNewline }
        #expect(try run(["properties", "edit", String(id), "--ext-id", "P9"], as: boss.login).code == 0)
        #expect(try count("public.property WHERE ext_id = 'P9' AND zone::text = 'essaouira_medina'") == "1")
        let supervisor = try house.database.person(.superviseur)
        #expect(try run(["zones", "add", "fes_medina", "--city", "Fès"], as: supervisor.login).code == 4)
    }

    @Test("a command that there isn't is named, with the one that was probably meant")
    func unknown() throws {
        let noun = try run(["poeple", "list"], as: boss.login)
        #expect(noun.code == 64 && noun.complaint.contains("there is no command poeple; did you mean people?"))
        let verb = try run(["people", "lsit"], as: boss.login)
        #expect(verb.code == 64 && verb.complaint.contains("there is no command lsit; did you mean list?"))
        #expect(try Riad.run(["--version"], home: house.home).output.hasPrefix("riad 1."))
    }
}

extension String {
    fileprivate var uppercasedAddress: String { replacing("zineb@", with: "Zineb@") }

    fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}

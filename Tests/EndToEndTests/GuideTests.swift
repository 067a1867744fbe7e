import Foundation
import Postgres
import TerminalSupport
import TestSupport
import Testing

/// Every shell example of the guides has one of the kinds of `ShellExample`, and each kind is run here.
@Suite("What the guides tell to do", .serialized, .ownThread)
struct GuideTests {
    private static let withCommands = Documentation.guides.filter { !$0.examples(.commands).isEmpty }
    private static let pages = [Documentation.readme] + Documentation.guides

    @Test("is there to be read")
    func found() {
        #expect(Documentation.guides.count > 10 && Documentation.guides.allSatisfy { !$0.text.isEmpty })
        #expect(Self.withCommands.count >= 5)
        for kind in [ShellExample.checkout, .demo, .adoption, .console, .commands] {
            #expect(Documentation.guides.contains { !$0.examples(kind).isEmpty }, "\(kind)")
        }
    }

    @Test("commands work one after the other, with ids and a server of one's own", arguments: withCommands)
    func commands(page: Documentation.Page) throws {
        let company = try GuideCompany()
        try company.placeFiles(of: page)
        for example in page.examples(.commands) {
            let program = try company.run(example, of: page)
            #expect(program.code == 0, "\(example): \(program.complaint)")
            #expect(program.output != "", "\(example)")
        }
    }

    @Test("the demo's commands work as they stand")
    func demo() throws {
        let demo = try Demo()
        _ = try demo.start("agent")
        for example in Documentation.guides.flatMap({ $0.examples(.demo) }) {
            let program = try demo.shell("set -e\n" + example)
            #expect(program.code == 0, "\(example): \(program.complaint)")
            #expect(program.output != "", "\(example)")
        }
    }

    @Test("another system's database is adopted line by line")
    func adoption() throws {
        for example in Documentation.guides.flatMap({ $0.examples(.adoption) }) {
            let foreign = try ForeignDatabase()
            let home = try Home()
            let path = try home.programs() + ":/usr/bin:/bin"
            let uri = foreign.database.uri(login: foreign.owner)
            for line in ShellExample.lines(example) {
                let line = line.replacing("postgresql:///concierge", with: "'\(uri)'")
                let program = try ProcessResult.run(
                    "/bin/sh",
                    ["-c", line],
                    environment: home.environment(["PATH": path])
                )
                #expect(program.code == 0, "\(line): \(program.complaint)")
                #expect(program.output != "", "\(line)")
            }
            #expect(try foreign.database.value("SELECT to_regclass('riad.migrations') IS NOT NULL") == true)
        }
    }

    @Test("the console opens on the address of a server")
    func console() throws {
        let company = try GuideCompany()
        for example in Documentation.guides.flatMap({ $0.examples(.console) }) {
            for line in ShellExample.lines(example) {
                let own = line.replacing(
                    "postgresql://fatima@db.example/concierge?sslmode=verify-full",
                    with: company.house.database.uri(login: company.agent.login)
                )
                #expect(own != line, "\(line)")
                let console = try company.terminal(own)
                try leave(console)
            }
        }
    }

    @Test("settings, keys and themes are read without complaint")
    func files() throws {
        let page = try #require(Documentation.guides.first { $0.name == "Keys" })
        let company = try GuideCompany()
        let themes = try company.placeFiles(of: page).compactMap { path in
            path.hasPrefix("themes/") ? path.dropFirst(7).prefix { $0 != "." } : nil
        }
        #expect(!themes.isEmpty)
        for theme in themes {
            let uri = company.house.database.uri(login: company.agent.login)
            let console = try company.terminal("riad --theme \(theme) --database '\(uri)'")
            try console.wait(forText: "● live")
            // A problem is said with its file.
            #expect(!console.screen.text.contains(".yaml"), "\(console.screen.text)")
            try leave(console)
        }
    }

    @Test("SQL is taken by the database")
    func sql() throws {
        for page in Documentation.guides where !page.examples("sql").isEmpty {
            let company = try GuideCompany()
            let number = company.house.database.cluster.nextNumber()
            let login = page.name == "Administrators" ? company.administrator.login : "postgres"
            let connection = company.house.database.connection(login: login)
            for example in page.examples("sql") {
                if example.contains("$1") {
                    try connection.run(script: "PREPARE guide AS \(example); DEALLOCATE guide", name: "guide")
                    continue
                }
                let script = example.replacing(/\b(karim_worker|workflows)\b/) { "\($0.output.1)_\(number)" }
                try connection.run(script: script, name: "guide")
            }
        }
    }

    @Test("workflows for n8n are JSON, lead from node to node, and ask what the database answers to their login")
    func workflows() throws {
        let page = try #require(Documentation.guides.first { $0.name == "Automating" })
        let workflows = try page.examples("json").map { text in
            try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
        }.filter { $0["nodes"] != nil }
        #expect(workflows.count == 3)
        let company = try GuideCompany()
        let login = "n8n_\(company.house.database.cluster.nextNumber())"
        try company.house.database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_integration, riad_workflow")
        let connection = company.house.database.connection(login: login)
        for workflow in workflows {
            let nodes = try #require(workflow["nodes"] as? [[String: Any]])
            let names = Set(nodes.compactMap { $0["name"] as? String })
            let connections = try #require(workflow["connections"] as? [String: Any])
            #expect(Set(connections.keys).isSubset(of: names) && connections.count == nodes.count - 1)
            for query in nodes.compactMap({ ($0["parameters"] as? [String: Any])?["query"] as? String }) {
                try connection.run(script: "PREPARE guide AS \(query); DEALLOCATE guide", name: "guide")
            }
        }
    }

    @Test("scripts and formatters of the checkout are there and are such that a shell can read", arguments: pages)
    func checkout(page: Documentation.Page) throws {
        for line in page.examples(.checkout).flatMap(ShellExample.lines) {
            let words = ShellExample.words(line)
            if words[0] == "swift" {
                let tests = try ProcessResult.run("/bin/cat", [Documentation.root + "/Tests/run"]).output
                #expect(tests.contains("\n\(line)\n"), "Tests/run does it in other words: \(line)")
                continue
            }
            let script = "\(Documentation.root)/\(words[0])"
            #expect(try ProcessResult.run("/usr/bin/test", ["-x", script]).code == 0, "\(script)")
            #expect(try ProcessResult.run("/bin/sh", ["-n", script]).code == 0, "\(script)")
            if words.count == 3, words[1] == "--filter" {
                let place = [Documentation.root + "/Tests", "-name", words[2] + ".swift"]
                #expect(try ProcessResult.run("/usr/bin/find", place).output != "", "\(line)")
            } else if words.count > 1 {
                let text = try ProcessResult.run("/bin/cat", [script]).output
                #expect(words.count == 2 && text.contains("= \(words[1]) ]"), "\(line)")
            }
        }
    }

    @Test("commands and options that the text names are there", arguments: pages)
    func names(page: Documentation.Page) throws {
        let home = try Home()
        let worker = try ProcessResult.run(Riad.path + "-worker", ["--experimental-dump-help"]).output
        let everything = try Riad.run(["--experimental-dump-help"], home: home).output + worker
        for span in page.spans {
            if span.hasPrefix("--"), span.allSatisfy({ $0 == "-" || $0.isLetter }), span != "--help" {
                #expect(everything.contains("\"\(span.dropFirst(2))\""), "\(span)")
            }
            guard span.hasPrefix("riad ") else { continue }
            let words = span.split(separator: " ").dropFirst().map(String.init)
            let command = Array(words.prefix { $0.allSatisfy { $0.isASCII && $0.isLowercase } })
            guard command != ["help"] else { continue }
            let asked = command.isEmpty ? ["console"] : command
            let help = try Riad.run(["help"] + asked, home: home).output
            #expect(help.contains("USAGE: riad \(asked.joined(separator: " "))"), "\(span)")
            for option in words where option.hasPrefix("--") { #expect(help.contains(option), "\(span)") }
        }
    }

    private func leave(_ console: PseudoTerminal) throws {
        try console.wait(forText: "● live")
        console.type("\u{11}")
        try console.wait(forText: "Leave riad?")
        console.type("y")
        #expect(try console.waitForEnd() == .exit(0))
    }
}

/// The company in which the guides' examples are run: two conversations of a guest who stays, and the people and the
/// property that the examples name.
private struct GuideCompany {
    let house: EndToEndHarness
    let agent: TestPerson
    let supervisor: TestPerson
    let administrator: TestPerson
    private let conversations: [String]
    private static let property = "00000000-0000-4000-8000-0000000000bb"
    private static let reservation = "00000000-0000-4000-8000-0000000000aa"

    init() throws {
        house = try EndToEndHarness()
        let zones = ["marrakech_medina"]
        supervisor = try house.database.person(.superviseur, zones: zones)
        _ = try house.database.person(.superviseur, name: ("Zineb", "Alaoui"), zones: zones)
        administrator = try house.database.person(.administrateur, name: ("Karim", "Guessous"))
        agent = try house.database.person(.agent, name: ("Imane", "Chafik"), zones: zones)
        _ = try house.database.person(.agent, name: ("Fatima", "El-Fassi"), zones: zones)
        let chat = try house.channel.receiveMessage(
            "Bonjour, there is no hot water",
            from: "Sofia Moreau",
            address: "+33612345678"
        )
        let mail = try house.channel.receiveMessage(
            "Re: bonjour",
            from: "Sofia",
            address: "sofia@example.com",
            type: "email"
        )
        conversations = [chat, mail]
        try house.database.run(
            """
            INSERT INTO public.property (property_id, org_id, name, address, zone, ext_id)
            SELECT '\(Self.property)', riad.organisation_id(), 'Riad Dar', '1 rue', 'marrakech_medina', 'riad-dar';
            INSERT INTO public.reservation (res_id, org_id, guest_id, property_id, check_in, check_out, adults)
            SELECT '\(Self.reservation)', riad.organisation_id(), c.guest_id, '\(Self.property)', current_date,
                current_date + 4, 2
            FROM public.conversations c WHERE c.id = '\(chat)';
            UPDATE public.conversations SET reservation_id = '\(Self.reservation)' WHERE id = '\(chat)';
            UPDATE public.conversations SET channel_account = 'mail',
                guest_id = (SELECT c.guest_id FROM public.conversations c WHERE c.id = '\(chat)')
            WHERE id = '\(mail)';
            UPDATE public.conversations
            SET zone_id = (SELECT z.id FROM riad.zones z WHERE z.label = 'marrakech_medina')
            """
        )
    }

    /// Runs an example as whom its page is for.
    func run(_ example: String, of page: Documentation.Page) throws -> ProcessResult {
        let login =
            switch page.name {
            case "Agents": agent.login
            case "Administrators": administrator.login
            case "Operating" where !example.contains("postgresql:///concierge"): administrator.login
            case "Operating", "Worker": "postgres"
            default: supervisor.login
            }
        let text = example.replacing(/\bID\b/, with: conversations[0]).replacing(/\bOTHER\b/, with: conversations[1])
            .replacing(/\bPROPERTY\b/, with: Self.property)
            .replacing("postgresql:///concierge", with: "'\(house.database.uri(login: login))'")
        return try house.shell("set -e\n" + text, as: login)
    }

    /// Opens a line of shell on a terminal.
    func terminal(_ line: String) throws -> PseudoTerminal {
        let path = try house.home.programs() + ":/usr/bin:/bin"
        return try PseudoTerminal(
            "/bin/sh",
            ["-c", line],
            environment: house.home.environment(["PATH": path]),
            columns: 120,
            rows: 40
        )
    }

    /// Puts a page's files where their first lines say that they belong. Gives their paths below the folder of settings.
    @discardableResult
    func placeFiles(of page: Documentation.Page) throws -> [String] {
        let opening = "# ~/.config/riad/"
        return try page.examples("yaml").map { text in
            let path = String(text.dropFirst(opening.count).prefix { $0 != "\n" })
            guard text.hasPrefix(opening) else { throw ScenarioError("an example without its file: \(text)") }
            let folder = "config/riad/" + path.split(separator: "/").dropLast().joined(separator: "/")
            _ = try ProcessResult.run("/bin/mkdir", ["-p", house.home.folder + "/" + folder])
            try house.home.write(text, to: "config/riad/" + path)
            return path
        }
    }
}

import Domain
import Postgres
import TerminalSupport
import TestSupport
import Testing

@Suite("Whatever the server refuses is said as a sentence, without names from the database", .serialized, .ownThread)
struct SentenceTests: CommandLineSuite {
    let house: EndToEndHarness
    private let agent: TestPerson
    private let conversation: String

    init() throws {
        house = try EndToEndHarness()
        agent = try house.database.person(.agent, name: ("Fatima", "El-Fassi"))
        conversation = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
    }

    private func riad(_ words: String..., as login: String? = nil) throws -> ProcessResult {
        try run(words, as: login ?? agent.login)
    }

    /// Lets every claim fail like this.
    private func letClaimsFail(_ body: String) throws {
        try house.database.run(
            """
            CREATE OR REPLACE FUNCTION riad.claim(_conversation_id uuid) RETURNS riad.change_result
            LANGUAGE plpgsql SECURITY DEFINER AS $claim$ BEGIN \(body) RETURN NULL; END $claim$
            """
        )
    }

    @Test("a right that the role lacks, before the server is asked")
    func right() throws {
        let people = try riad("people", "list")
        #expect(people.code == 4 && people.output == "")
        #expect(people.complaint == "riad: the role agent may not grant and revoke roles; ask somebody who may\n")
        let shared = try riad("sla", "targets", "set", "5", "--calendar", "24/7")
        #expect(shared.complaint == "riad: the role agent may not manage shared desk items; ask somebody who may\n")
        let boss = try house.database.person(.administrateur)
        let own = try riad("people", "role", boss.login, "agent", as: boss.login)
        #expect(own.code == 4 && own.output == "")
        #expect(own.complaint.hasPrefix("riad: that person is yourself, or beyond the reach of the role"))
        let nobody = try riad("conversations", "list", "-o", "json", as: house.database.person(nil).login)
        #expect(nobody.code == 4 && nobody.output == "")
        #expect(nobody.complaint == "riad: this login has no active role; ask an administrator for one\n")
    }

    @Test("a login that isn't a console's")
    func stranger() throws {
        let login = "stranger_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(login) LOGIN")
        defer { _ = try? house.database.run("DROP ROLE \(login)") }
        let program = try riad("conversations", "list", as: login)
        #expect(program.code == 4 && program.output == "")
        #expect(
            program.complaint == "riad: this login is no person's; if nobody works here yet, run riad setup, "
                + "else ask an administrator for one\n"
        )
    }

    @Test("a function that was revoked, as text, as JSON and on the screen")
    func revoked() throws {
        try house.database.run("REVOKE EXECUTE ON FUNCTION riad.claim FROM PUBLIC, riad_console")
        let claim = try riad("conversations", "claim", conversation)
        #expect(claim.code == 4 && claim.output == "")
        #expect(claim.complaint == "riad: this login may not do that. Ask an administrator for the right.\n")
        try house.database.run("REVOKE SELECT ON public.conversations FROM riad_console")
        let list = try riad("conversations", "show", conversation, "-o", "json")
        #expect(list.code == 4 && list.output == "" && list.complaint == claim.complaint)
        try house.database.run("GRANT SELECT ON public.conversations TO riad_console")
        let console = try house.console(as: agent, on: "Sofia Moreau")
        console.type("c")
        try console.wait(forText: "You are not (or no longer) allowed to do that here.")
    }

    @Test("a function that isn't there, and one that fails in a way nobody expected")
    func strange() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        try letClaimsFail("RAISE EXCEPTION 'Sofia Moreau, room 7' USING DETAIL = 'row 7', HINT = 'call riad.fix()';")
        console.type("c")
        try console.wait(forText: "The server refused with SQLSTATE P0001; its log says more.")
        let claim = try riad("conversations", "claim", conversation)
        #expect(claim.code == 1 && claim.output == "")
        #expect(claim.complaint == "riad: the server refused (SQLSTATE P0001). The server's log says more.\n")
        try house.database.run("ALTER FUNCTION riad.claim RENAME TO claim_once")
        console.type("c")
        try console.wait(forText: "The database and riad versions differ: tell an administrator.")
        let missing = try riad("conversations", "claim", conversation)
        #expect(missing.code == 1)
        #expect(
            missing.complaint == "riad: the database lacks something that this version needs (SQLSTATE 42883). "
                + "Run riad migrate, or use the program's matching version.\n"
        )
    }

    @Test("a row that is there already, a value out of range, a transaction that lost, a time limit")
    func kinds() throws {
        let console = try house.console(as: agent, on: "Sofia Moreau")
        let twice = "INSERT INTO riad.settings SELECT * FROM riad.settings;"
        for (body, said, shown) in [
            (twice, "it already exists. Use the existing one", "It already exists"),
            ("PERFORM 4000000000::integer;", "a value doesn't fit (SQLSTATE 22003). Check", "A value is invalid"),
            (
                "RAISE EXCEPTION 'x' USING ERRCODE = 'serialization_failure';",
                "somebody else changed it at the same time. Try again.", "Someone changed it at the same time"
            ),
            (
                "RAISE EXCEPTION 'x' USING ERRCODE = 'query_canceled';", "it took too long. Ask for less",
                "The server took too long"
            ),
        ] {
            try letClaimsFail(body)
            let claim = try riad("conversations", "claim", conversation)
            #expect(claim.code == 1 && claim.output == "")
            #expect(claim.complaint.hasPrefix("riad: \(said)"), "\(claim.complaint)")
            console.type("c")
            try console.wait(forText: shown)
        }
    }

    @Test("a rule of riad's own, in its words")
    func rule() throws {
        try house.assign(conversation, to: try house.database.person(.agent))
        let stale = try riad("messages", "send", conversation, "Bienvenue !", "--expecting", "0")
        #expect(stale.complaint == "riad: only the assignee, or a supervisor, may reply to guests here; ask them\n")
        try house.assign(conversation, to: agent)
        let moved = try riad("messages", "send", conversation, "Bienvenue !", "--expecting", "0")
        #expect(
            moved.complaint == "riad: the conversation has newer messages: the last one is 1. "
                + "Read what is new, then do it again.\n"
        )
    }

    @Test("a server that is gone")
    func gone() throws {
        let cluster = try TestCluster()
        let house = try EndToEndHarness(on: cluster)
        let person = try house.database.person(.agent)
        cluster.stop()
        let list = try Riad.run(
            ["conversations", "list", "-o", "json", "--database", house.database.uri(login: person.login)],
            home: house.home
        )
        #expect(list.code == 3 && list.output == "")
        #expect(list.complaint.hasPrefix("riad: connection to server"))
        #expect(list.complaint.hasSuffix("Check host and port, and that the server is running.\n"))
    }
}

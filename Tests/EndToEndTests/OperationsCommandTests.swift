import Glibc
import TestSupport
import Testing

@Suite("Webhooks, workflows, incidents and jobs on the command line", .serialized, .ownThread)
struct OperationsCommandTests: CommandLineSuite {
    let house: EndToEndHarness
    private let boss: TestPerson
    private let supervisor: TestPerson

    init() throws {
        house = try EndToEndHarness()
        boss = try house.database.person(.administrateur)
        supervisor = try house.database.person(.superviseur, name: ("Nadia", "Lamrani"))
    }

    private func riad(_ words: String..., input: String = "") throws -> ProcessResult {
        try run(words, as: boss.login, input: input)
    }

    /// Delivers what is due, as cron would.
    private func deliver() throws {
        let login = "worker_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(login) LOGIN IN ROLE riad_worker")
        let arguments = ["--once", "--database", house.database.uri(login: login)]
        #expect(try ProcessResult.run(Riad.path + "-worker", arguments).code == 0)
    }

    @Test("A webhook is added, signs, delivers, fails, and its dead letter is sent anew")
    func webhooks() throws {
        let receiver = try WebhookReceiver { request, earlier in
            request.path == "/bad" && earlier == 0 ? .status(400, body: "no \u{1B}[2J") : .status(200)
        }
        #expect(try riad("webhooks", "networks", "--allow", "127.0.0.0/8").output == "127.0.0.0/8\n")
        let good = try riad("webhooks", "add", "conversation-update", receiver.url("/good")).output.dropLast()
        let bad = try riad("webhooks", "add", "conversation-update", receiver.url("/bad"), "--retries", "0").output
            .dropLast()
        let twice = try riad("webhooks", "edit", "conversation-update", "--off")
        #expect(twice.code == 5 && twice.complaint.contains("give an id"))
        let secret = try riad("webhooks", "secret", "\(good)", "--generate").output
        #expect(secret.hasPrefix("whsec_") && secret.count > 40)
        #expect(try riad("webhooks", "secret", "\(bad)", input: "a-secret-of-ours\n").code == 0)
        _ = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        try deliver()
        #expect(receiver.received.allSatisfy { $0.headers["webhook-signature"]?.hasPrefix("v1,") == true })
        let dead = try riad("webhooks", "deliveries", "--state", "dead", "--webhook", "\(bad)").output
        let lines = dead.split(separator: "\n")
        #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("HTTP 400") })
        let event = try #require(dead.split(separator: " ").first.map(String.init))
        let shown = try riad("webhooks", "show", event).output
        #expect(shown.contains("attempt 1: HTTP 400") && shown.contains("POST \(receiver.url("/bad"))"))
        #expect(!shown.contains("\u{1B}") && !shown.contains("a-secret-of-ours"))
        #expect(try riad("webhooks", "replay", "--dead").output == "\(lines.count)\n")
        try deliver()
        #expect(try riad("webhooks", "deliveries", "--state", "dead").output == "")
        #expect(try riad("webhooks", "list").output.contains("100%"))
        #expect(try riad("webhooks", "edit", "\(good)", "--off").code == 0)
        #expect(try riad("webhooks", "test", "\(good)").code == 1)
        let json = try riad("webhooks", "list", "-o", "json").output
        #expect(json.contains("\"hasSecret\":true") && !json.contains("whsec_"))
    }

    @Test("Whoever can read a conversation sees that its events left, and neither address nor payload")
    func ofConversation() throws {
        let receiver = try WebhookReceiver()
        _ = try riad("webhooks", "networks", "--allow", "127.0.0.0/8")
        _ = try riad("webhooks", "add", "conversation-update", receiver.url("/hidden"))
        let agent = try house.database.person(.agent)
        let talk = try house.channel.receiveMessage("Bonjour", from: "Sofia Moreau", address: "+33612345678")
        #expect(
            try riad("conversations", "deliveries", talk, as: agent).output.contains("waiting    0  message_created")
        )
        try deliver()
        let told = try riad("conversations", "deliveries", talk, as: agent).output
        #expect(told.contains("delivered  1  message_created") && !told.contains("hidden") && !told.contains("Bonjour"))
        let stranger = try house.database.person(.technicien)
        #expect(try riad("conversations", "deliveries", talk, as: stranger).code == 5)
    }

    @Test("Bad input says what to do, and other roles are refused")
    func refusals() throws {
        #expect(try riad("webhooks", "add", "x", "https://u:p@n8n.example/").code == 1)
        #expect(try riad("webhooks", "show", "x").code == 64)
        #expect(try riad("webhooks", "replay").code == 64)
        #expect(try riad("webhooks", "edit", "nothing", "--off").code == 5)
        #expect(try riad("webhooks", "networks", "--forbid", "10.0.0.0/8").code == 5)
        #expect(try riad("jobs", "run", "nothing").code == 5)
        #expect(try riad("incidents", "show", "00000000-0000-4000-8000-000000000000").code == 5)
        for words in [["webhooks", "list"], ["jobs", "list"]] {
            #expect(try riad(words[0], words[1], as: supervisor).code == 4, "\(words)")
        }
        let agent = try house.database.person(.agent)
        for words in [["workflows", "list"], ["incidents", "list"]] {
            #expect(try riad(words[0], words[1], as: agent).code == 4, "\(words)")
        }
    }

    @Test("Runs are listed and shown masked; an incident is assigned, noted and closed; jobs are run")
    func housekeeping() throws {
        try house.database.run(
            """
            SELECT riad.fail_workflow('relay', n::text, 'no route', '{"token": "k1"}', 20) FROM generate_series(1, 6) n;
            SELECT riad.monitor_incidents()
            """
        )
        #expect(try riad("workflows", "list", as: supervisor).output.contains("6 failed"))
        let runs = try riad("workflows", "runs", "--status", "failed", "--limit", "2", as: supervisor).output
        #expect(runs.split(separator: "\n").count == 2)
        let run = try #require(runs.split(separator: " ").first.map(String.init))
        let shown = try riad("workflows", "show", run, as: supervisor).output
        #expect(shown.contains("no route") && shown.contains("•••") && !shown.contains("k1"))
        let open = try riad("incidents", "list", "--open", as: supervisor).output.split(separator: "\n")
        #expect(open.count == 2 && open.contains { $0.contains("worker_missing") })
        let failures = try #require(open.first { $0.contains("workflow_failures") })
        let incident = try #require(failures.split(separator: " ").first.map(String.init))
        #expect(try riad("incidents", "acknowledge", incident, as: supervisor).code == 4)
        #expect(try riad("incidents", "acknowledge", incident).code == 0)
        #expect(try riad("incidents", "assign", incident, "--to", supervisor.login).code == 0)
        #expect(try riad("incidents", "note", incident, input: "n8n was restarted\n").code == 0)
        #expect(try riad("incidents", "close", incident).code == 0)
        let history = try riad("incidents", "show", incident, as: supervisor).output
        for word in ["opened", "acknowledged", "to Nadia Lamrani", "n8n was restarted", "closed"] {
            #expect(history.contains(word), "\(word)")
        }
        let left = try riad("incidents", "list", "--open", as: supervisor).output.split(separator: "\n")
        #expect(left.count == 1 && left[0].contains("worker_missing"))
        #expect(try riad("jobs", "run", "retention", "--dry-run").output.contains("webhook_logs  0"))
        #expect(try riad("jobs", "run", "retention").code == 0)
        try deliver()
        #expect(try riad("jobs", "list").output.split(separator: "\n").allSatisfy { !$0.contains("never") })
        #expect(try riad("jobs", "removed").code == 0 && riad("jobs", "workers").code == 0)
    }
}

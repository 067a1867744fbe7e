import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Runs of workflows")
struct WorkflowTests {
    private let house: SQLFixture
    private let supervisor: Administrator
    private let n8n: String
    init() throws {
        house = try SQLFixture()
        supervisor = try Administrator(house.database, role: .superviseur)
        n8n = "workflow_\(house.database.cluster.nextNumber())"
        try house.database.run("CREATE ROLE \(n8n) LOGIN IN ROLE riad_workflow")
    }

    private func report(_ call: String) throws -> String? { try house.text("SELECT riad.\(call)::text", as: n8n) }

    private func run() throws -> String? {
        try house.text(
            "SELECT concat_ws(' ', status, is_stale, duration_ms, error_message, retry_count) FROM public.workflow_metrics"
        )
    }

    @Test("A run is known by workflow and execution, however often and in whichever order it is reported")
    func idempotent() throws {
        let id = try report("finish_workflow('relay', '17', '{\"sent\": 1}', 250)")
        #expect(try report("start_workflow('relay', '17', '{\"message\": 1}')") == id)
        #expect(try report("finish_workflow('relay', '17', '{}', 9)") == id)
        #expect(try report("fail_workflow('relay', '17', 'too late')") == id)
        #expect(try run() == "completed f 250 0")
        #expect(try report("start_workflow('relay', '18')") != id)
        #expect(try report("start_workflow('other', '17')") != id)
        #expect(try house.text("SELECT count(*)::text FROM public.workflow_metrics") == "3")
        #expect(
            try house.text(
                "SELECT (input_data, output_data)::text FROM public.workflow_metrics WHERE id = '\(id ?? "")'"
            ) == #"("{""message"": 1}","{""sent"": 1}")"#
        )
    }

    @Test("A run lasts from its reported beginning, now unless it says otherwise, to its end")
    func durations() throws {
        _ = try report("start_workflow('relay', '1')")
        _ = try report("finish_workflow('relay', '1')")
        _ = try report("start_workflow('relay', '2', '{}', now() - interval '90 seconds')")
        _ = try report("finish_workflow('relay', '2')")
        let minutes =
            "SELECT string_agg((duration_ms / 60000)::text, ' ' ORDER BY execution_id) FROM public.workflow_metrics"
        #expect(try house.text(minutes) == "0 1")
    }

    @Test("A failed run keeps its reason, and its end is told to the webhooks once")
    func failed() throws {
        try house.database.run(
            "INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('metrics-collector', 'https://n8n.example/')"
        )
        _ = try report("start_workflow('relay', '1')")
        _ = try report("fail_workflow('relay', '1', 'no route', _retry_count => 2, _duration_ms => 30)")
        _ = try report("fail_workflow('relay', '1', 'no route', _retry_count => 2, _duration_ms => 30)")
        #expect(try run() == "failed f 30 no route 2")
        #expect(try house.text("SELECT string_agg(payload ->> 'status', ',') FROM riad.outbox") == "failed")
    }

    @Test("A run whose end is never reported is given up; a late report takes that back")
    func stale() throws {
        _ = try report("start_workflow('relay', '1', '{}', now() - interval '59 minutes')")
        try house.database.run("SELECT riad.mark_stale_workflows()")
        #expect(try run() == "running f 0")
        try house.database.run(
            "UPDATE public.workflow_metrics SET started_at = started_at - interval '2 minutes'; SELECT riad.mark_stale_workflows()"
        )
        #expect(try run() == "failed t no end was reported within 60 minutes 0")
        _ = try report("finish_workflow('relay', '1', '{}', 5)")
        #expect(try run() == "completed f 5 0")
    }

    @Test("What is too large is left out, and what can't be is refused")
    func limits() throws {
        _ = try report("start_workflow('relay', '1', jsonb_build_object('x', repeat('y', 70000)))")
        #expect(
            try house.text("SELECT input_data::text FROM public.workflow_metrics")?.hasPrefix(#"{"omitted_bytes": 70"#)
                == true
        )
        for call in [
            "start_workflow('', '1')", "start_workflow('x', NULL)", "finish_workflow('x', '2', '{}', -1)",
            "start_workflow(repeat('x', 201), '1')",
        ] {
            #expect(try house.refusal(of: "SELECT riad.\(call)", as: n8n) == Refusal.invalidInput.state, "\(call)")
        }
        #expect(try house.refusal(of: "SELECT * FROM public.workflow_metrics", as: n8n) == "42501")
    }

    @Test("A beginning without end, or in the future, and data without a bottom spoil nothing")
    func infinite() throws {
        _ = try report("start_workflow('w', '1', NULL, '-infinity')")
        _ = try report("start_workflow('w', '2', NULL, 'infinity')")
        _ = try report("finish_workflow('w', '1')")
        _ = try report("start_workflow('w', '3', (repeat('[', 900) || repeat(']', 900))::jsonb)")
        #expect(
            try supervisor.run(try Workflows.all(since: Timestamp(seconds: 0), for: supervisor.user)).first?.runs == 3
        )
        for run in try supervisor.run(try Workflows.runs(WorkflowRunFilter(), limit: 10, for: supervisor.user)) {
            #expect(try supervisor.run(try Workflows.run(run.id, for: supervisor.user)) != nil)
        }
    }

    @Test("Supervisors see runs with secrets, addresses and numbers masked; the data itself no login reads")
    func masked() throws {
        _ = try report(
            """
            start_workflow('relay', '1', '{"apiKey": "k1", "Authorization": "b", "to": "Sofia <sofia@example.com>",
                "list": [{"phone": "+33 6 12 34 56 78", "n": 7}], "password": {"deep": "k2"}, "pwd": "k3", "number": 33612345678,
                "url": "https://x.example/?token=k4&a=1", "header": "Bearer k5k5", "text": "{\\"secret\\": \\"k6\\"}", "card": 4111111111111111,
                "vic@example.com": 1}')
            """
        )
        let runs = try supervisor.run(try Workflows.runs(WorkflowRunFilter(), limit: 10, for: supervisor.user))
        let id = try #require(runs.first?.id)
        let content = try #require(try supervisor.run(try Workflows.run(id, for: supervisor.user))?.content)
        for hidden in ["k1", "k2", "k3", "k4", "k5", "k6", "sofia@", "12 34", "336123", "4111", "vic@"] {
            #expect(!content.input.original.contains(hidden), "\(hidden)")
        }
        #expect(content.input.original.contains("\"n\": 7"))
        for column in ["input_data", "output_data", "error_message"] {
            #expect(
                try house.refusal(of: "SELECT \(column) FROM public.workflow_metrics", as: supervisor.person.login)
                    == "42501"
            )
        }
        let agent = try house.database.person(.agent)
        #expect(try house.refusal(of: "SELECT riad.workflows(now())", as: agent.login) == Refusal.notPermitted.state)
    }

    @Test("Runs that began at the very same moment are all listed, each once, however small the pages")
    func sameMoment() throws {
        try house.database.run(
            """
            INSERT INTO public.workflow_metrics (workflow_name, started_at)
            SELECT 'relay', date_trunc('day', now()) FROM generate_series(1, 11)
            """
        )
        var seen: [WorkflowRun.Position] = []
        var page: [WorkflowRun] = []
        repeat {
            page = try supervisor.run(
                try Workflows.runs(WorkflowRunFilter(), before: seen.last, limit: 4, for: supervisor.user)
            )
            seen += page.map(\.position)
        } while !page.isEmpty
        #expect(seen.count == 11 && Set(seen).count == 11)
    }

    @Test("A workflow's runs, failures, durations and last error are counted since a moment")
    func counts() throws {
        for number in 1...10 { _ = try report("finish_workflow('relay', '\(number)', '{}', \(number * 10))") }
        _ = try report("fail_workflow('relay', 'x', 'no route')")
        _ = try report("start_workflow('relay', 'y')")
        let workflow = try #require(
            try supervisor.run(try Workflows.all(since: Timestamp(seconds: 0), for: supervisor.user)).first
        )
        #expect((workflow.runs, workflow.failed, workflow.running) == (12, 1, 1))
        #expect(workflow.lastError?.original == "no route" && workflow.hours.reduce(0, +) == 12)
        #expect(workflow.p50 == 55)
    }
}

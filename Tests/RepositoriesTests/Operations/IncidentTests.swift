import Domain
import Postgres
import Repositories
import TestSupport
import Testing

@Suite("Incidents")
struct IncidentTests {
    private let house: SQLFixture
    private let boss: Administrator
    init() throws {
        house = try SQLFixture()
        boss = try Administrator(house.database)
        try house.database.run(
            "INSERT INTO public.webhook_configs (name, endpoint_url) VALUES ('incident-alerts', 'https://n8n.example/')"
        )
    }

    private func monitor() throws { try house.database.run("SELECT riad.monitor_incidents()") }

    private func incidents() throws -> [Incident] { try boss.run(try Incidents.all(for: boss.user)) }

    private func failRuns(_ count: Int) throws {
        try house.database.run(
            "INSERT INTO public.workflow_metrics (workflow_name, status) SELECT 'relay', 'failed' FROM generate_series(1, \(count))"
        )
    }

    @Test("Six failed runs within a quarter of an hour open one, once, and the webhook is told; five don't")
    func opens() throws {
        try failRuns(5)
        try monitor()
        #expect(try incidents().isEmpty)
        try failRuns(1)
        try monitor()
        try failRuns(3)
        try monitor()
        let incident = try #require(try incidents().first)
        #expect(try incidents().count == 1)
        #expect(incident.kind == .workflowFailures && incident.severity == .high)
        #expect((incident.value, incident.threshold) == (9, 5))
        let told = "SELECT string_agg(concat_ws(' ', event_type, payload ->> 'title'), ',') FROM riad.outbox"
        #expect(try house.text(told) == "incident_created 6 workflow runs failed within 15 minutes")
    }

    @Test("A flood of conversations, and a zone where first responses are late, open one each")
    func conversations() throws {
        try house.database.run(
            """
            INSERT INTO public.conversations (channel_type, channel_account) SELECT 'email', 'm' FROM generate_series(1, 101);
            UPDATE public.conversations SET owed_since = now() - interval '1 day', answer_due_at = now() - interval '1 hour',
                sla_due_at = now() - interval '1 hour' WHERE id IN (SELECT id FROM public.conversations LIMIT 30)
            """
        )
        try monitor()
        let found = try incidents()
        #expect(Set(found.map(\.kind)) == [.conversationVolume, .lateFirstResponses])
        #expect(found.first { $0.kind == .conversationVolume }?.value == 101)
    }

    @Test("It closes by itself once its condition has been gone for a quarter of an hour")
    func closes() throws {
        try failRuns(6)
        try monitor()
        try house.database.run("UPDATE public.workflow_metrics SET updated_at = now() - interval '20 minutes'")
        try monitor()
        #expect(try incidents().first?.isOpen == true)
        try house.database.run("UPDATE riad.incidents SET seen_at = now() - interval '16 minutes'")
        try monitor()
        let closed = try #require(try incidents().first)
        #expect(!closed.isOpen && closed.closedBy == nil)
        let history = try boss.run(try Incidents.history(of: closed.id, for: boss.user))
        #expect(history.map(\.action) == [.opened, .closed])
    }

    @Test("One that somebody closed doesn't come back while the same goes on, but does once it was gone")
    func closedByHand() throws {
        try failRuns(6)
        try monitor()
        let first = try #require(try incidents().first)
        try boss.run(try Incidents.change(first.id, .close, by: boss.user))
        try monitor()
        #expect(try incidents().count == 1)
        try house.database.run("UPDATE riad.incidents SET seen_at = now() - interval '16 minutes'")
        try monitor()
        #expect(try incidents().map(\.isOpen) == [true, false])
    }

    @Test("Acknowledging, assigning and noting stand in its history with who did it; a closed one takes nothing more")
    func handling() throws {
        try failRuns(6)
        try monitor()
        let id = try #require(try incidents().first?.id)
        let supervisor = try house.database.person(.superviseur, name: ("Nadia", "Lamrani"))
        let agent = try house.database.person(.agent)
        try boss.run(try Incidents.change(id, .acknowledge, by: boss.user))
        try boss.run(try Incidents.change(id, .assign(supervisor.id), by: boss.user))
        try boss.run(try Incidents.change(id, .note("n8n was restarted"), by: boss.user))
        #expect(throws: PostgresError.self) { try boss.run(try Incidents.change(id, .assign(agent.id), by: boss.user)) }
        #expect(throws: PostgresError.self) { try boss.run(try Incidents.change(id, .note("  "), by: boss.user)) }
        let read = try #require(try incidents().first)
        #expect(read.acknowledgedAt != nil && read.assignedTo?.original == "Nadia Lamrani")
        let history = try boss.run(try Incidents.history(of: id, for: boss.user))
        #expect(history.map(\.action) == [.opened, .acknowledged, .assigned, .noted])
        #expect(history.last?.note?.original == "n8n was restarted")
        try boss.run(try Incidents.change(id, .close, by: boss.user))
        #expect(throws: PostgresError.self) { try boss.run(try Incidents.change(id, .acknowledge, by: boss.user)) }
    }

    @Test(
        "The header's status: how many are open and whether a worker is there, for supervisors; for others only the relay"
    )
    func status() throws {
        try house.database.run("SELECT riad.record_worker(gen_random_uuid(), 'host', 1)")
        try failRuns(6)
        try monitor()
        #expect(
            try boss.run(Incidents.status()) == HouseStatus(openIncidents: 1, isWithoutWorker: false, isRelaying: false)
        )
        try house.database.run(
            "SELECT riad.relay_changes(); UPDATE riad.workers SET seen_at = now() - interval '3 minutes'"
        )
        #expect(
            try boss.run(Incidents.status()) == HouseStatus(openIncidents: 2, isWithoutWorker: true, isRelaying: true)
        )
        let agent = try Administrator(house.database, role: .agent)
        #expect(
            try agent.run(Incidents.status()) == HouseStatus(openIncidents: nil, isWithoutWorker: nil, isRelaying: true)
        )
    }

    @Test(
        "That no worker is there becomes an incident by a supervisor's console, once; with a worker it closes by itself"
    )
    func missingWorker() throws {
        let supervisor = try Administrator(house.database, role: .superviseur)
        let agent = try Administrator(house.database, role: .agent)
        _ = try agent.run(Incidents.status())
        #expect(try incidents().isEmpty)
        for console in [supervisor, boss, supervisor] {
            #expect(try console.run(Incidents.status()).openIncidents == 1)
        }
        let incident = try #require(try incidents().first)
        #expect(try incidents().count == 1)
        #expect(incident.kind == .workerMissing && incident.severity == .high)
        try boss.run(try Incidents.change(incident.id, .acknowledge, by: boss.user))
        let told = "SELECT string_agg(concat_ws(' ', event_type, payload ->> 'title'), ',') FROM riad.outbox"
        #expect(try house.text(told) == "incident_created no worker is there: events wait and no job runs")
        try house.database.run("SELECT riad.record_worker(gen_random_uuid(), 'host', 1)")
        try monitor()
        #expect(try incidents().first?.isOpen == true)
        try house.database.run("UPDATE riad.incidents SET seen_at = now() - interval '16 minutes'")
        try monitor()
        #expect(try incidents().first?.isOpen == false)
        #expect(try supervisor.run(Incidents.status()).openIncidents == 0)
    }

    @Test("One of a missing worker that somebody closed doesn't come back while none is there")
    func missingWorkerClosed() throws {
        _ = try boss.run(Incidents.status())
        let incident = try #require(try incidents().first)
        try boss.run(try Incidents.change(incident.id, .close, by: boss.user))
        #expect(try boss.run(Incidents.status()).openIncidents == 0)
        try house.database.run("UPDATE riad.incidents SET seen_at = now() - interval '14 minutes'")
        #expect(try boss.run(Incidents.status()).openIncidents == 0)
        try house.database.run("UPDATE riad.incidents SET seen_at = seen_at - interval '2 minutes'")
        #expect(try boss.run(Incidents.status()).openIncidents == 0)
    }
}

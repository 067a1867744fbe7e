import Domain
import FoundationEssentials
import Loop
import Postgres
import Repositories

/// The demo's stand-in for n8n: takes the house's events on a port of 127.0.0.1, sends replies nowhere but reports their
/// delivery as channels do, reports its workflows' runs, and now and then fails.
final class DemoN8N {
    private let loop: EventLoop
    private let database: ReconnectingConnection
    private var server: LoopbackServer?
    private var runs = 0

    /// Starts it; nil if the port can't be had. `settings` are those of a login that is a member of riad_integration and
    /// riad_workflow.
    init?(port: UInt16, _ settings: ConnectionSettings, on loop: EventLoop) {
        self.loop = loop
        database = ReconnectingConnection(settings, on: loop)
        guard
            let server = LoopbackServer(
                port: port,
                on: loop,
                answer: { [weak self] in self?.answer($0) ?? Self.broken }
            )
        else { return nil }
        self.server = server
        database.open()
    }

    private static let broken = LoopbackServer.Page(status: 500, text: "the workflow could not be started\n")

    /// What an event says, as far as it matters here.
    private struct Event: Decodable {
        struct Payload: Decodable {
            var messageID: String?
            var senderType: String?

            private enum CodingKeys: String, CodingKey {
                case messageID = "message_id"
                case senderType = "sender_type"
            }
        }

        var type: String
        var data: Payload

        private enum CodingKeys: String, CodingKey {
            case type = "event_type"
            case data
        }
    }

    private func answer(_ request: LoopbackServer.Request) -> LoopbackServer.Page {
        guard let event = try? JSONDecoder().decode(Event.self, from: Data(request.body)) else {
            return LoopbackServer.Page(status: 400, text: "not an event\n")
        }
        guard !chance(in: 30) else { return Self.broken }
        if let message = event.data.messageID, event.data.senderType == "agent" {
            send(message)
        } else if event.type != "workflow_completed" {
            // Its own runs are events too; reporting on those would never end.
            report("sync \(event.type)", fails: chance(in: 60), after: .milliseconds(Int64.random(in: 40...900)))
        }
        return LoopbackServer.Page(text: "{\"message\":\"Workflow was started\"}\n")
    }

    /// Goes through a reply's delivery states.
    private func send(_ message: String) {
        let fails = chance(in: 40)
        let sent = Duration.milliseconds(Int64.random(in: 500...2_500))
        report("send reply", fails: fails, after: sent)
        guard !fails else { return deliver(message, "failed", after: sent) }
        deliver(message, "sent", after: sent)
        let delivered = sent + .milliseconds(Int64.random(in: 800...4_000))
        deliver(message, "delivered", after: delivered)
        guard !chance(in: 3) else { return }
        deliver(message, "read", after: delivered + .seconds(Int64.random(in: 4...45)))
    }

    private func deliver(_ message: String, _ state: String, after pause: Duration) {
        call(
            "SELECT public.report_delivery(_state => $1, _message_id => $2::uuid)",
            [Parameter(state), Parameter(message)],
            after: pause
        )
    }

    private func report(_ workflow: String, fails: Bool, after duration: Duration) {
        runs += 1
        let execution = "\(WallClock.microseconds())-\(runs)"
        call(
            "SELECT riad.start_workflow(_workflow_name => $1, _execution_id => $2)",
            [Parameter(workflow), Parameter(execution)],
            after: .zero
        )
        let end =
            fails
            ? "SELECT riad.fail_workflow(_workflow_name => $1, _execution_id => $2, _error => 'the provider answered 503')"
            : "SELECT riad.finish_workflow(_workflow_name => $1, _execution_id => $2)"
        call(end, [Parameter(workflow), Parameter(execution)], after: duration)
    }

    private func call(_ sql: String, _ parameters: [Parameter], after pause: Duration) {
        loop.schedule(after: pause) { [weak self] in
            let request = Request<Void>(writing: Statement(name: "n8n", text: sql), parameters) { _ in }
            self?.database.connection.send(request) { _ in }
        }
    }

    private func chance(in count: Int) -> Bool { Int.random(in: 0..<count) == 0 }
}

import Console
import Domain

/// What a house has had within a day.
extension OperationsFixture {
    private static func ago(minutes: Int) -> Timestamp { ConsoleHarness.now + .seconds(-60 * minutes) }

    static let someIncidents: [Incident] = [
        incident(1, .lateFirstResponses, "marrakech_medina", .high, 42, 25, minutesAgo: 12),
        incident(2, .webhookExhausted, "conversation-update", .critical, 17, 0, minutesAgo: 75, seen: true),
        incident(3, .webhookGone, "metrics-collector", .medium, 1, 0, minutesAgo: 60 * 30, closed: true),
        incident(4, .workflowFailures, "", .high, 9, 5, minutesAgo: 60 * 50, closed: true),
    ]

    private static func incident(
        _ number: UInt64,
        _ kind: Incident.Kind,
        _ subject: String,
        _ severity: Incident.Severity,
        _ value: Int,
        _ threshold: Int,
        minutesAgo: Int,
        seen: Bool = false,
        closed: Bool = false
    ) -> Incident {
        Incident(
            id: Identifier(high: 20, low: number),
            kind: kind,
            subject: UntrustedText(subject),
            severity: severity,
            value: value,
            threshold: threshold,
            openedAt: ago(minutes: minutesAgo),
            updatedAt: ago(minutes: 1),
            acknowledgedAt: seen ? ago(minutes: 30) : nil,
            acknowledgedBy: seen ? UntrustedText("Karim Bennani") : nil,
            assignedTo: nil,
            closedAt: closed ? ago(minutes: 60 * 20) : nil,
            closedBy: nil
        )
    }

    static let history: [IncidentEvent] = [
        IncidentEvent(at: ago(minutes: 12), action: .opened, person: nil, assignedTo: nil, note: nil),
        IncidentEvent(
            at: ago(minutes: 9),
            action: .assigned,
            person: UntrustedText("Nadia Alami"),
            assignedTo: UntrustedText("Karim Bennani"),
            note: nil
        ),
        IncidentEvent(
            at: ago(minutes: 7),
            action: .noted,
            person: UntrustedText("Karim Bennani"),
            assignedTo: nil,
            note: UntrustedText("Deux collègues sont malades.\nJ’appelle du renfort.")
        ),
    ]

    static let day = [0, 0, 0, 0, 0, 1, 2, 4, 8, 12, 16, 20, 24, 22, 20, 18, 21, 25, 30, 28, 17, 9, 4, 1]

    static let someWorkflows: [Workflow] = [
        workflow("escalation-trigger", runs: 1_284, failed: 17, p50: 240, p95: 1_840, error: "HTTP 503 from the PMS"),
        workflow("guest-welcome", runs: 312, failed: 0, p50: 96, p95: 310, error: nil),
        workflow("nightly\u{1B}[31m report", runs: 1, failed: 1, p50: nil, p95: nil, error: "no answer within 300 s"),
    ]

    private static func workflow(
        _ name: String,
        runs: Int,
        failed: Int,
        p50: Double?,
        p95: Double?,
        error: String?
    ) -> Workflow {
        Workflow(
            name: UntrustedText(name),
            runs: runs,
            failed: failed,
            running: 0,
            p50: p50,
            p95: p95,
            hours: runs == 1 ? Array(repeating: 0, count: 23) + [1] : day,
            lastAt: ago(minutes: 3),
            lastError: error.map { UntrustedText($0) },
            lastErrorAt: error.map { _ in ago(minutes: 20) }
        )
    }

    static let someRuns: [WorkflowRun] = [
        run(1, .running, minutesAgo: 1),
        run(2, .completed, minutesAgo: 4, milliseconds: 212),
        run(3, .failed, minutesAgo: 20, milliseconds: 30_012, error: "HTTP 503 from the PMS"),
        run(4, .pending, minutesAgo: 60 * 3, stale: true),
    ]

    static func run(
        _ number: UInt64,
        _ status: WorkflowRun.Status,
        minutesAgo: Int,
        milliseconds: Int? = nil,
        error: String? = nil,
        stale: Bool = false
    ) -> WorkflowRun {
        WorkflowRun(
            id: Identifier(high: 21, low: number),
            workflow: UntrustedText("escalation-trigger"),
            execution: UntrustedText("88\(number)"),
            status: status,
            isStale: stale,
            startedAt: ago(minutes: minutesAgo),
            completedAt: milliseconds.map { _ in ago(minutes: minutesAgo) },
            milliseconds: milliseconds,
            error: error.map { UntrustedText($0) },
            retries: error == nil ? 0 : 2
        )
    }

    static let content = WorkflowRun.Content(
        input: UntrustedText(
            #"{"guest": {"name": "Sofia Moreau", "email": "***"}, "tags": ["vip", "late"], "empty": {}}"#
        ),
        output: UntrustedText(#"{"ok": false, "error": "HTTP 503: \"gone\""}"#)
    )

    static let someWebhooks: [Webhook] = [
        webhook(1, "conversation-update", "https://n8n.riad.example/hook/update", p50: 84, successes: 214, dead: 3),
        webhook(2, "escalation-trigger", "https://n8n.riad.example/escalate", p50: 120, attempts: 18, paused: true),
        webhook(3, "metrics-collector", "https://metrics.riad.example/", p50: nil, isActive: false, gone: true),
        webhook(4, "settings-sync", "http://10.0.0.9:8080/sync", p50: nil, attempts: 0, successes: 0, isActive: false),
    ]

    private static func webhook(
        _ number: UInt64,
        _ name: String,
        _ endpoint: String,
        p50: Double?,
        attempts: Int = 220,
        successes: Int = 12,
        dead: Int = 0,
        isActive: Bool = true,
        paused: Bool = false,
        gone: Bool = false
    ) -> Webhook {
        Webhook(
            id: Identifier(high: 22, low: number),
            version: 1,
            name: UntrustedText(name),
            endpoint: UntrustedText(endpoint),
            isActive: isActive,
            retryCount: 3,
            timeoutSeconds: 30,
            hasSecret: number == 1,
            retiredSecretUntil: nil,
            health: WebhookHealth(
                waiting: paused ? 6 : 0,
                dead: dead,
                successes: min(successes, attempts),
                attempts: attempts,
                p50: p50,
                p95: p50.map { $0 * 4 },
                p99: p50.map { $0 * 13 },
                hours: attempts == 0 ? Array(repeating: 0, count: 24) : day,
                failures: paused ? 6 : 0,
                pausedUntil: paused ? ConsoleHarness.now + .seconds(180) : nil,
                isGone: gone,
                succeededAt: p50.map { _ in ago(minutes: 2) },
                failedAt: paused || gone ? ago(minutes: 1) : nil
            )
        )
    }

    static let someDeliveries: [Delivery] = [
        delivery(1, 1, "message_created", .delivered, attempts: 1, status: 200, milliseconds: 84, minutesAgo: 2),
        delivery(2, 2, "escalated", .retrying, attempts: 2, status: 503, milliseconds: 1_204, minutesAgo: 3),
        delivery(3, 1, "message_created", .dead, attempts: 4, error: "no response within 30 s", minutesAgo: 75),
        delivery(4, 1, "state_changed", .dead, attempts: 4, status: 500, milliseconds: 12, minutesAgo: 76),
        delivery(5, 2, "escalated", .dead, attempts: 4, status: 500, milliseconds: 9, minutesAgo: 60 * 26),
    ]

    static func delivery(
        _ number: UInt64,
        _ webhook: UInt64,
        _ type: String,
        _ state: Delivery.State,
        attempts: Int,
        status: Int? = nil,
        milliseconds: Int? = nil,
        error: String? = nil,
        minutesAgo: Int
    ) -> Delivery {
        Delivery(
            event: Identifier(high: 23, low: number),
            webhook: Identifier(high: 22, low: webhook),
            name: UntrustedText(webhook == 1 ? "conversation-update" : "escalation-trigger"),
            eventType: UntrustedText(type),
            conversation: ConsoleHarness.guests[0].id,
            state: state,
            attempts: attempts,
            happenedAt: ago(minutes: minutesAgo),
            nextAt: state == .retrying ? ConsoleHarness.now + .seconds(120) : nil,
            status: status,
            error: error.map { UntrustedText($0) },
            milliseconds: milliseconds
        )
    }

    static let someAttempts: [Identifier<Delivery>: [DeliveryAttempt]] = [
        Identifier(high: 23, low: 3): [
            attempt(1, status: 500, response: #"{"error":"try later"}"#, minutesAgo: 80),
            attempt(2, error: "no response within 30 s", minutesAgo: 75),
        ]
    ]

    static func attempt(
        _ number: Int,
        status: Int? = nil,
        response: String? = nil,
        error: String? = nil,
        minutesAgo: Int = 0
    ) -> DeliveryAttempt {
        DeliveryAttempt(
            name: UntrustedText("conversation-update"),
            endpoint: UntrustedText("https://n8n.riad.example/hook/update"),
            eventType: UntrustedText("message_created"),
            number: number,
            at: ago(minutes: minutesAgo),
            payload: UntrustedText(#"{"type": "message_created", "data": {"text": "Bonjour", "number": 3}}"#),
            status: status,
            response: response.map { UntrustedText($0) },
            error: error.map { UntrustedText($0) },
            milliseconds: status == nil ? 30_004 : 96
        )
    }

    static let someOfConversation: [ConversationDelivery] = [
        ofConversation("message_created", .delivered, attempts: 1, minutesAgo: 2),
        ofConversation("state_changed", .retrying, attempts: 2, minutesAgo: 3),
    ]

    private static func ofConversation(
        _ type: String,
        _ state: Delivery.State,
        attempts: Int,
        minutesAgo: Int
    ) -> ConversationDelivery {
        ConversationDelivery(
            eventType: UntrustedText(type),
            state: state,
            attempts: attempts,
            happenedAt: ago(minutes: minutesAgo),
            nextAt: state == .retrying ? ConsoleHarness.now + .seconds(240) : nil
        )
    }

    static let someJobs = JobOverview(
        jobs: [
            job("incidents", every: 60, minutesAgo: 0, milliseconds: 14, count: 0),
            job("retention", every: 86_400, minutesAgo: 60 * 9, milliseconds: 8_412, count: 12_031),
            job("partitions", every: 604_800, minutesAgo: 2_400, milliseconds: 310, count: nil, error: "lock timeout"),
        ],
        workers: [
            RunningWorker(
                id: Identifier(high: 24, low: 1),
                host: UntrustedText("worker-1.riad.example"),
                processID: 4_711,
                startedAt: ago(minutes: 60 * 30),
                seenAt: ago(minutes: 0)
            )
        ]
    )

    private static func job(
        _ name: String,
        every: Int,
        minutesAgo: Int,
        milliseconds: Int,
        count: Int?,
        error: String? = nil
    ) -> Job {
        Job(
            name: name,
            everySeconds: every,
            nextAt: ago(minutes: minutesAgo) + .seconds(every),
            isRunning: false,
            startedAt: ago(minutes: minutesAgo),
            finishedAt: ago(minutes: minutesAgo),
            milliseconds: milliseconds,
            count: count,
            error: error.map { UntrustedText($0) }
        )
    }
}

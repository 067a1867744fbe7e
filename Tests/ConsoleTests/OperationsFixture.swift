import Console
import Domain

/// What the server knows of the house: its status, incidents, workflows, webhooks, deliveries and jobs.
struct OperationsFixture {
    /// The status, as everybody's header tells it.
    var status = HouseStatus(openIncidents: 0, isWithoutWorker: false, isRelaying: true)
    var incidents = OperationsFixture.someIncidents
    var workflows = OperationsFixture.someWorkflows
    var runs = OperationsFixture.someRuns
    var webhooks = OperationsFixture.someWebhooks
    var deliveries = OperationsFixture.someDeliveries
    var attempts: [Identifier<Delivery>: [DeliveryAttempt]] = OperationsFixture.someAttempts
    var ofConversation = OperationsFixture.someOfConversation
    var overview = OperationsFixture.someJobs
    /// The failure of every request; nil if they succeed.
    var failure: Failure?
    /// The requests that aren't about the status, in order.
    private(set) var incidentRequests: [IncidentsRequest] = []
    private(set) var workflowRequests: [WorkflowsRequest] = []
    private(set) var webhookRequests: [WebhooksRequest] = []
    private(set) var deliveryRequests: [DeliveriesRequest] = []
    private(set) var jobRequests: [JobsRequest] = []

    static let testEvent = Identifier<Delivery>(high: 23, low: 99)

    mutating func answer(_ request: IncidentsRequest, _ colleagues: [Colleague]) -> IncidentsEvent {
        if request == .readStatus { return .statusRead(.success(status)) }
        incidentRequests.append(request)
        if let failure { return request.event(for: failure) }
        switch request {
        case .readStatus: return .statusRead(.success(status))
        case .readAll: return .allRead(.success(incidents))
        case .readHistory(let id): return .historyRead(id, .success(Self.history))
        case .readAssignees(let id): return .assigneesRead(for: id, .success(colleagues))
        case .change(let id, let change):
            apply(change, to: id)
            return .changed(id, change, .success(()))
        }
    }

    private mutating func apply(_ change: IncidentChange, to id: Identifier<Incident>) {
        guard let place = incidents.firstIndex(where: { $0.id == id }) else { return }
        switch change {
        case .acknowledge:
            incidents[place].acknowledgedAt = ConsoleHarness.now
            incidents[place].acknowledgedBy = UntrustedText("Nadia Alami")
        case .assign(let person):
            incidents[place].assignedTo = ConsoleHarness.colleagues.first { $0.id == person }?.name
        case .note: break
        case .close:
            incidents[place].closedAt = ConsoleHarness.now
            incidents[place].closedBy = UntrustedText("Nadia Alami")
        }
    }

    mutating func answer(_ request: WorkflowsRequest) -> WorkflowsEvent {
        workflowRequests.append(request)
        if let failure { return request.event(for: failure) }
        switch request {
        case .readAll(let span): return .allRead(span, .success(workflows))
        case .readRuns(let read):
            let found = runs.filter { run in
                (read.filter.status.map { $0 == run.status } ?? true)
                    && (read.before.map { (run.startedAt, run.id) < ($0.startedAt, $0.id) } ?? true)
            }
            return .runsRead(read, .success(Array(found.prefix(read.limit))))
        case .readRun(let id):
            var run = runs.first { $0.id == id }
            run?.content = Self.content
            return .runRead(id, .success(run))
        }
    }

    mutating func answer(_ request: WebhooksRequest) -> WebhooksEvent {
        webhookRequests.append(request)
        if let failure { return request.event(for: failure) }
        switch request {
        case .readAll: return .allRead(.success(webhooks))
        case .save(let content, let earlier):
            if let place = webhooks.firstIndex(where: { $0.id == earlier?.id }) {
                webhooks[place].isActive = content.isActive
                webhooks[place].endpoint = UntrustedText(content.endpoint)
            }
            return .changed(request, .success(nil))
        case .setSecret(let secret, let webhook, _):
            set(secret, of: webhook)
            return .changed(request, .success(nil))
        case .generateSecret(let webhook, _):
            var generator = SequentialGenerator()
            let secret = WebhookSecret.generated(using: &generator)
            set(secret, of: webhook)
            return .changed(request, .success(secret))
        case .test(let webhook): return .testSent(to: webhook.id, .success(Self.testEvent))
        }
    }

    private mutating func set(_ secret: WebhookSecret?, of webhook: Webhook) {
        for place in webhooks.indices where webhooks[place].id == webhook.id {
            webhooks[place].hasSecret = secret != nil
        }
    }

    mutating func answer(_ request: DeliveriesRequest) -> DeliveriesEvent {
        deliveryRequests.append(request)
        if let failure { return request.event(for: failure) }
        switch request {
        case .readPage(let read):
            let found = matching(read.filter).filter { delivery in
                read.before.map {
                    (delivery.happenedAt, delivery.event, delivery.webhook) < ($0.happenedAt, $0.event, $0.webhook)
                } ?? true
            }
            return .pageRead(read, .success(Array(found.prefix(read.limit))))
        case .readAttempts(let event): return .attemptsRead(of: event, .success(attempts[event] ?? []))
        case .readDeadLetters(let filter): return .deadLettersRead(filter, .success(matching(filter)))
        case .replay(let events):
            let ids = Set(events.values.joined())
            for place in deliveries.indices where ids.contains(deliveries[place].event) {
                deliveries[place].state = .waiting
            }
            return .replayed(.success(ids.count))
        case .readOfConversation(let id): return .conversationRead(id, .success(ofConversation))
        }
    }

    private func matching(_ filter: DeliveryFilter) -> [Delivery] {
        deliveries.filter { delivery in
            (filter.webhook.map { $0 == delivery.webhook } ?? true)
                && (filter.eventType.map { $0 == delivery.eventType.original } ?? true)
                && (filter.state.map { $0 == delivery.state } ?? true)
                && (filter.conversation.map { $0 == delivery.conversation } ?? true)
        }
    }

    mutating func answer(_ request: JobsRequest) -> JobsEvent {
        jobRequests.append(request)
        if let failure { return request.event(for: failure) }
        switch request {
        case .readAll: return .allRead(.success(overview))
        case .run(let name): return .requested(name, .success(()))
        }
    }
}

import Domain
import Repositories

extension EveryRequest {
    /// The requests about webhooks, workflows, incidents and jobs, and the workers' own, which no person may send.
    func operations() -> [Sent] {
        (webhooks() + housekeeping() + workers() + opening() + outreach()).compactMap { $0 }
    }

    private func webhooks() -> [Sent?] {
        let webhook: Identifier<Webhook> = freshIdentifier()
        let event: Identifier<Delivery> = freshIdentifier()
        let content = WebhookContent(name: "x", endpoint: "https://example.org/")
        return [
            sent(try Webhooks.all(for: user)), sent(try Webhooks.save(content, by: user)),
            sent(try Webhooks.setSecret(nil, of: webhook, keptHours: 0, by: user)),
            sent(try Webhooks.test(webhook, by: user)),
            sent(try Webhooks.deliveries(DeliveryFilter(), limit: limit, for: user)),
            sent(try Webhooks.attempts(of: event, for: user)), sent(try Webhooks.replay([event], by: user)),
            sent(try Webhooks.unreceived(for: user)), sent(try Webhooks.allowedNetworks(for: user)),
            sent(try Webhooks.setAllowedNetworks([], by: user)),
            sent(try Deliveries.ofConversation(conversation, for: user)),
        ]
    }

    private func housekeeping() -> [Sent?] {
        [
            sent(try Workflows.all(since: .endOfTime, for: user)),
            sent(try Workflows.runs(WorkflowRunFilter(), limit: limit, for: user)),
            sent(try Workflows.run(freshIdentifier(), for: user)), sent(try Incidents.all(for: user)),
            sent(try Incidents.history(of: freshIdentifier(), for: user)),
            sent(try Incidents.change(freshIdentifier(), .acknowledge, by: user)), sent(Incidents.status()),
            sent(Session.channels()),
            sent(try Jobs.all(for: user)), sent(try Jobs.request("retention", by: user)),
            sent(try Jobs.retentionPreview(for: user)), sent(try Jobs.removals(limit: limit, for: user)),
            sent(try Jobs.workers(for: user)),
        ]
    }

    private func opening() -> [Sent?] {
        let person = Setup.Person(firstName: "x", lastName: "", email: "x@riad.example")
        let property = PropertyRecord.Content(name: "x", address: "x", zone: nil, amenities: [])
        return [
            sent(Setup.roleExists("x")),
            sent(Setup.makeSuperAdmin(person, creating: nil, isRegistered: true, country: nil, timeZone: nil)),
            sent(Setup.resetAdministrator(email: "x@example.com", verifier: "x", until: Timestamp(seconds: 0))),
            sent(try Properties.find(externalID: "x", name: "x", address: "x", by: user)),
            sent(try Properties.setExternalID("x", of: freshIdentifier(), by: user)),
            sent(try Zones.add("x", by: user)), sent(try Zones.register("x", city: "x", by: user)),
            sent(Setup.register("x", of: freshIdentifier())), sent(try HouseSettings.all(for: user)),
            sent(try HouseSettings.change("x", to: nil, by: user)),
            sent(try Properties.add(freshIdentifier(), property, externalID: nil, by: user)),
        ]
    }

    private func outreach() -> [Sent?] {
        let template = FilledTemplate(id: freshIdentifier(), values: [])
        func message(template: FilledTemplate? = nil, resends: Identifier<Message>? = nil) -> OutgoingMessage {
            OutgoingMessage(
                id: freshIdentifier(),
                conversation: conversation,
                body: "x",
                isInternal: false,
                expectedSequence: nil,
                resends: resends,
                template: template
            )
        }
        return [
            sent(Undoing.undo(.state, in: conversation)), sent(try Templates.offered(in: conversation, for: user)),
            sent(try Templates.all(for: user)),
            sent(
                try Templates.save(
                    account: "x",
                    name: "x",
                    language: "fr",
                    body: "x",
                    category: nil,
                    isActive: true,
                    by: user
                )
            ),
            sent(try Templates.remove(account: "x", name: "x", language: nil, by: user)),
            sent(Threads.resend(message(template: template))),
            sent(Threads.resend(message(resends: freshIdentifier()))),
            sent(try Outreach.channels(of: freshIdentifier(), for: user)),
            sent(
                try Outreach.start(
                    freshIdentifier(),
                    to: freshIdentifier(),
                    account: "x",
                    address: "x",
                    opening: .text("x"),
                    by: user
                )
            ),
        ]
    }

    private func workers() -> [Sent?] {
        let job = ClaimedJob(name: "retention", lease: freshIdentifier())
        return [
            sent(Deliveries.claim(inFlight: [:], perEndpoint: 1, limit: limit)), sent(Deliveries.complete([])),
            sent(Deliveries.release([])), sent(Jobs.claim()), sent(Jobs.step(job)),
            sent(Jobs.finish(job, count: 0, error: nil)), sent(Jobs.relayChanges()),
            sent(Jobs.record(freshIdentifier(), host: "x", processID: 1)), sent(Jobs.remove(freshIdentifier())),
        ]
    }
}

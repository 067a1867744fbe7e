import Console
import Domain
import Postgres
import Repositories

/// Performs requests about webhook configurations and deliveries.
extension ConsoleRuntime {
    func handle(_ request: WebhooksRequest) throws(AccessError) {
        let user = try requireUser(for: .manageWebhooks)
        switch request {
        case .readAll:
            send(try Webhooks.all(for: user)) { .webhooks(.allRead($0)) }
        case .save(let content, let earlier):
            change(try Webhooks.save(content, over: earlier, by: user).map { _ in }, request)
        case .setSecret(let secret, let webhook, let hours):
            change(try Webhooks.setSecret(secret, of: webhook.id, keptHours: hours, by: user), request)
        case .generateSecret(let webhook, let hours):
            var generator = SystemRandomNumberGenerator()
            let secret = WebhookSecret.generated(using: &generator)
            change(
                try Webhooks.setSecret(secret, of: webhook.id, keptHours: hours, by: user),
                request,
                generated: secret
            )
        case .test(let webhook):
            send(try Webhooks.test(webhook.id, by: user)) { .webhooks(.testSent(to: webhook.id, $0)) }
        }
    }

    private func change(_ wanted: Request<Void>, _ request: WebhooksRequest, generated secret: WebhookSecret? = nil) {
        change(wanted) { result in .webhooks(.changed(request, result.map { secret })) }
    }

    func handle(_ request: DeliveriesRequest) throws(AccessError) {
        let user = try requireUser(for: .readConversations)
        switch request {
        case .readPage(let read):
            let page = try Webhooks.deliveries(read.filter, before: read.before, limit: read.limit, for: user)
            send(page) { .deliveries(.pageRead(read, $0)) }
        case .readAttempts(let event):
            send(try Webhooks.attempts(of: event, for: user)) { .deliveries(.attemptsRead(of: event, $0)) }
        case .readDeadLetters(let filter):
            let letters = try Webhooks.deliveries(filter, limit: DeliveriesRequest.replayLimit, for: user)
            send(letters) { .deliveries(.deadLettersRead(filter, $0)) }
        case .replay(let events):
            replay(Array(events), by: user)
        case .readOfConversation(let id):
            send(try Deliveries.ofConversation(id, for: user)) { .deliveries(.conversationRead(id, $0)) }
        }
    }

    /// Sends events anew, one configuration after another until one fails.
    private func replay(
        _ batches: [(key: Identifier<Webhook>, value: [Identifier<Delivery>])],
        replayed count: Int = 0,
        by user: CurrentUser
    ) {
        guard let batch = batches.first else { return dispatch(.deliveries(.replayed(.success(count)))) }
        guard let request = try? Webhooks.replay(batch.value, to: batch.key, by: user) else {
            return dispatch(.deliveries(.replayed(.failure(.refused(.notPermitted)))))
        }
        connection.connection.send(request) { [unowned self] result in
            switch result {
            case .success(let some): replay(Array(batches.dropFirst()), replayed: count + some, by: user)
            case .failure(let error): dispatch(.deliveries(.replayed(.failure(Failure(ofChange: error)))))
            }
        }
    }
}

import Domain
import Screen
import Text

/// One webhook configuration: what it is and how it does, with keys to change and test it.
package struct WebhookPage: DetailsOverlay {
    package let parent: (any Overlay)?
    /// The configuration, as last read.
    private(set) var webhook: Webhook
    private var problem: Failure?
    var first = 0

    init(_ webhook: Webhook, parent page: OperationsPage) {
        self.webhook = webhook
        parent = page
    }

    mutating func refresh() -> [Effect] { [.webhooks(.readAll)] }

    /// Shows the configuration as read again.
    mutating func handle(_ result: Result<[Webhook], Failure>) {
        switch result {
        case .success(let webhooks):
            let found = webhooks.first { $0.id == webhook.id }
            problem = found == nil ? .refused(.notFound) : nil
            webhook = found ?? webhook
        case .failure(let failure): problem = failure
        }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        switch key {
        case .character("e"), .enter: return state.present(WebhookForm(webhook, parent: self, state.language))
        case .character("o"):
            var content = WebhookContent(webhook)
            content.isActive.toggle()
            return state.present(self) + [.webhooks(.save(content, over: webhook))]
        case .character("s"): return state.present(WebhookSecretMenu(webhook, parent: self))
        case .character("t"):
            return state.present(WebhookTestPage(webhook, parent: self)) + [.webhooks(.test(webhook))]
        case .character("d"): return showDeliveries(in: &state)
        default: return handleDetailsKey(key, in: &state)
        }
    }

    private func showDeliveries(in state: inout State) -> [Effect] {
        guard var page = parent as? OperationsPage else { return [] }
        var filter = DeliveryFilter()
        filter.webhook = webhook.id
        page.deliveries = DeliveryTab(filter)
        page.tab = .deliveries
        return page.open(in: &state)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        details(in: state).draw(
            SafeText(webhook.name).truncated(to: 60),
            state.language.safe(WebhookPhrase.hint),
            from: first,
            on: &canvas
        )
    }

    func details(in state: State) -> Details {
        func say(_ phrase: WebhookPhrase) -> SafeText { state.language.safe(phrase) }
        func number(_ count: Int) -> SafeText { SafeText(trusted: grouped(Int64(count))) }
        let (language, health) = (state.language, webhook.health)
        var details = Details(problem: problem, in: language)
        details.add(say(.state), state.standing(of: webhook), webhook.standing.ink)
        details.add(say(.address), webhook.endpoint)
        details.add(say(.secret), secretText(in: state))
        details.add(say(.retries), number(webhook.retryCount))
        details.add(say(.timeLimit), SafeText(trusted: "\(webhook.timeoutSeconds) s"))
        details.heading(language.safe(OperationsPhrase.lastDay))
        let rate = language.percent(health.successes, of: health.attempts)
        details.add(say(.success), rate + "  " + say(.attempts(health.attempts)))
        let times = [health.p50, health.p95, health.p99].map { language.duration($0).plain }
        details.add(say(.times), SafeText(trusted: "p50 \(times[0])   p95 \(times[1])   p99 \(times[2])"))
        details.add("24 h", .sparkline(health.hours), .chart)
        details.add(say(.waiting), number(health.waiting))
        details.add(say(.dead), number(health.dead), health.dead > 0 ? .error : .overlay)
        details.add(say(.failuresInARow), number(health.failures))
        details.add(say(.lastSuccess), state.moment(health.succeededAt))
        details.add(say(.lastFailure), state.moment(health.failedAt))
        return details
    }

    private func secretText(in state: State) -> SafeText {
        guard webhook.hasSecret else { return state.language.safe(WebhookPhrase.noSecret) }
        guard let until = webhook.retiredSecretUntil, until > state.now else {
            return state.language.safe(WebhookPhrase.hasSecret)
        }
        return state.language.safe(WebhookPhrase.hasOldSecret(until: state.moment(until).plain))
    }
}

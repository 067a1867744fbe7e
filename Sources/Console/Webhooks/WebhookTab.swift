import Domain
import Screen
import Text

/// Webhook configurations on the operations page.
extension OperationsPage {
    func handleWebhookKey(_ key: Key, in state: inout State) -> [Effect] {
        switch key {
        case .enter:
            return webhooks.selected.map { WebhookPage($0, parent: self).open(in: &state) } ?? []
        case .character("a"):
            return state.present(WebhookForm(nil, parent: self, state.language))
        default:
            var page = self
            page.webhooks.handleKey(key)
            return state.present(page)
        }
    }
}

extension State {
    /// The columns of webhooks.
    var webhookTable: Table<Webhook> {
        func say(_ phrase: WebhookPhrase) -> SafeText { language.safe(phrase) }
        let language = language
        func number(_ count: Int) -> SafeText { count == 0 ? .empty : SafeText(trusted: grouped(Int64(count))) }
        return Table(columns: [
            TableColumn(heading: say(.state), width: 14) { [self] webhook in
                (standing(of: webhook), webhook.standing.ink)
            },
            TableColumn(heading: say(.name), width: 20) { (SafeText($0.name), .overlayTitle) },
            TableColumn(heading: say(.success), width: 6, isNumber: true, from: 50) { webhook in
                let health = webhook.health
                let isWell = health.successes == health.attempts
                return (language.percent(health.successes, of: health.attempts), isWell ? .overlay : .warning)
            },
            TableColumn(heading: "p50", width: 6, isNumber: true, from: 114) {
                (language.duration($0.health.p50), .overlayDisabled)
            },
            TableColumn(heading: "p95", width: 6, isNumber: true, from: 70) {
                (language.duration($0.health.p95), .overlayDisabled)
            },
            TableColumn(heading: "p99", width: 6, isNumber: true, from: 114) {
                (language.duration($0.health.p99), .overlayDisabled)
            },
            TableColumn(heading: "24 h", width: 24, from: 96) { (.sparkline($0.health.hours), .chart) },
            TableColumn(heading: say(.waiting), width: 7, isNumber: true, from: 60) {
                (number($0.health.waiting), .overlay)
            },
            TableColumn(heading: say(.dead), width: 6, isNumber: true, from: 60) {
                (number($0.health.dead), .error)
            },
            TableColumn(heading: say(.address), width: nil, from: 130) { (SafeText($0.endpoint), .overlayDisabled) },
        ])
    }

    /// How a webhook stands, in words.
    func standing(of webhook: Webhook) -> SafeText {
        language.safe(WebhookPhrase.standing(webhook.standing, until: moment(webhook.health.pausedUntil).plain))
    }

    mutating func handle(_ event: WebhooksEvent) -> [Effect] {
        switch event {
        case .allRead(let result):
            updateOperations(with: result) { page, webhooks in
                if let webhooks { page.webhooks.replace(with: webhooks, by: \.id) }
                return page.tab == .webhooks
            }
            updateOverlay(WebhookPage.self) { $0.handle(result) }
        case .changed(let request, .success(let secret)):
            return handleSuccess(of: request, secret)
        case .changed(let request, .failure(let failure)):
            showFailure(of: request, failure)
            return refreshOverlay()
        case .testSent(let webhook, let result):
            guard var page = overlay(of: WebhookTestPage.self), page.webhook.id == webhook else { return [] }
            let effects = page.handleSending(result, at: now)
            return present(page) + effects
        }
        return []
    }

    private mutating func handleSuccess(of request: WebhooksRequest, _ secret: WebhookSecret?) -> [Effect] {
        switch request {
        case .save(_, let earlier):
            closeSentForm(WebhookForm.self)
            showNotice(earlier == nil ? WebhookPhrase.added : .saved)
        case .setSecret(let set, _, _):
            closeSentForm(WebhookSecretForm.self)
            showNotice(set == nil ? WebhookPhrase.secretRemoved : .secretSet)
        case .generateSecret:
            if let secret { overlay = GeneratedSecretPage(secret: secret, parent: overlay) }
            return []
        case .readAll, .test: break
        }
        return refreshOverlay()
    }

    private mutating func showFailure(of request: WebhooksRequest, _ failure: Failure) {
        let text =
            switch (request, failure) {
            case (.save, .refused(.conflict)): language.safe(WebhookPhrase.changedMeanwhile)
            case (.save, .refused(.invalidInput)): language.safe(WebhookPhrase.rejected)
            case (.setSecret, .refused(.invalidInput)): language.safe(WebhookPhrase.secretHelp)
            case (.readAll, _), (.save, _), (.setSecret, _), (.generateSecret, _), (.test, _):
                language.safe(OutcomePhrase.failed(failure))
            }
        if let form = overlay(of: WebhookForm.self), form.form.isSending {
            overlay = form.rejected(with: text)
        } else if let form = overlay(of: WebhookSecretForm.self), form.form.isSending {
            overlay = form.rejected(with: text)
        } else {
            notice = Notice(text: text, severity: .warning)
        }
    }
}

extension Webhook {
    /// Whether a configuration receives events, and why not.
    enum Standing: Sendable, Hashable {
        case on, off, paused, gone

        /// The style it is drawn in.
        var ink: StyleRole {
            switch self {
            case .on: .success
            case .off: .overlayDisabled
            case .paused: .warning
            case .gone: .error
            }
        }
    }

    /// How it stands.
    var standing: Standing {
        if health.isGone { return .gone }
        if !isActive { return .off }
        return health.pausedUntil == nil ? .on : .paused
    }
}

import Domain
import Text

/// The form that creates or changes a webhook configuration.
package struct WebhookForm: FormOverlay {
    package enum Name: Sendable, Hashable { case name, address, isActive, retries, timeLimit }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The configuration before the edit; nil for a new one.
    private let webhook: Webhook?

    init(_ webhook: Webhook?, parent page: any Overlay, _ language: Language) {
        parent = page
        self.webhook = webhook
        func field(_ label: WebhookPhrase, _ content: FormContent, _ help: WebhookPhrase) -> FormField {
            FormField(language.safe(label), content, help: language.safe(help))
        }
        let content = webhook.map { WebhookContent($0) } ?? WebhookContent(name: Webhook.names[0], endpoint: "https://")
        form = Form([
            (.name, field(.name, .line(content.name), .nameHelp)),
            (.address, field(.address, .line(content.endpoint), .addressHelp)),
            (.isActive, field(.isActive, .flag(content.isActive), .isActiveHelp)),
            (.retries, field(.retries, .line(String(content.retryCount)), .retriesHelp)),
            (.timeLimit, field(.timeLimit, .line(String(content.timeoutSeconds)), .timeLimitHelp)),
        ])
    }

    package func title(in language: Language) -> SafeText {
        language.safe(webhook == nil ? WebhookPhrase.addTitle : .editTitle)
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        func problem(_ name: Name, _ phrase: WebhookPhrase) -> FormProblem<Name> {
            FormProblem(name, state.language.safe(phrase))
        }
        var content = WebhookContent(name: form.text(.name), endpoint: form.text(.address))
        guard !content.name.isEmpty else { throw problem(.name, .nameHelp) }
        let start = ["http://", "https://"].first { content.endpoint.hasPrefix($0) }
        guard let start, content.endpoint.utf8.count > start.utf8.count else { throw problem(.address, .addressHelp) }
        guard let retries = Int(form.text(.retries)), (0...20).contains(retries) else {
            throw problem(.retries, .retriesHelp)
        }
        guard let seconds = Int(form.text(.timeLimit)), (1...300).contains(seconds) else {
            throw problem(.timeLimit, .timeLimitHelp)
        }
        content.isActive = form.flag(.isActive)
        (content.retryCount, content.timeoutSeconds) = (retries, seconds)
        return [.webhooks(.save(content, over: webhook))]
    }
}

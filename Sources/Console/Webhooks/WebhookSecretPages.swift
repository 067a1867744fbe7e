import Domain
import Screen
import Text

/// The menu of what to do with a webhook's secret.
package struct WebhookSecretMenu: Overlay {
    /// What to do.
    private enum Action: CaseIterable { case type, generate, remove }

    package let parent: (any Overlay)?
    private let page: WebhookPage
    private let webhook: Webhook
    private var choice: Choice<Action>

    /// How long a replaced secret signs too, in hours.
    static let keptHours = 24

    init(_ webhook: Webhook, parent page: WebhookPage) {
        parent = page
        self.page = page
        self.webhook = webhook
        choice = Choice(values: Action.allCases.filter { $0 != .remove || webhook.hasSecret }, index: 0)
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("q") || key == .left { return close(in: &state) }
        guard key != .enter else { return choose(in: &state) }
        var menu = self
        menu.choice = choice.moved(by: key.step)
        return state.present(menu)
    }

    private func choose(in state: inout State) -> [Effect] {
        guard let action = choice.chosen else { return [] }
        state.dismiss(self)
        switch action {
        case .type: return state.present(WebhookSecretForm(webhook, parent: page, state.language))
        case .generate: return [.webhooks(.generateSecret(of: webhook, keptHours: Self.keptHours))]
        case .remove: return [.webhooks(.setSecret(nil, of: webhook, keptHours: Self.keptHours))]
        }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let rows = choice.values.map { action in
            let phrase: WebhookPhrase =
                switch action {
                case .type: .typeSecret
                case .generate: .generateSecret
                case .remove: .removeSecret
                }
            return ChoiceRow(text: state.language.safe(phrase), ink: action == .remove ? .warning : .overlay)
        }
        drawChoice(state.language.safe(WebhookPhrase.secretTitle), rows, choice.index, of: state, on: &canvas)
    }
}

/// The form that sets a webhook's secret, which is typed without echo.
package struct WebhookSecretForm: FormOverlay {
    package enum Name: Sendable, Hashable { case secret, keptHours }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let webhook: Webhook

    init(_ webhook: Webhook, parent page: WebhookPage, _ language: Language) {
        parent = page
        self.webhook = webhook
        func field(_ label: WebhookPhrase, _ content: FormContent, _ help: WebhookPhrase) -> FormField {
            FormField(language.safe(label), content, help: language.safe(help))
        }
        form = Form([
            (.secret, field(.secret, .secret, .secretHelp)),
            (.keptHours, field(.keptHours, .line(String(WebhookSecretMenu.keptHours)), .keptHoursHelp)),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(WebhookPhrase.secretTitle) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let secret = form.text(.secret)
        guard (8...500).contains(secret.utf8.count), secret.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw FormProblem(.secret, state.language.safe(WebhookPhrase.secretHelp))
        }
        guard let hours = Int(form.text(.keptHours)), (0...720).contains(hours) else {
            throw FormProblem(.keptHours, state.language.safe(WebhookPhrase.keptHoursHelp))
        }
        return [.webhooks(.setSecret(WebhookSecret(secret), of: webhook, keptHours: hours))]
    }
}

/// The page that shows a generated secret, once.
package struct GeneratedSecretPage: Overlay {
    let secret: WebhookSecret
    package let parent: (any Overlay)?

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        key == .enter || key == .character("q") ? close(in: &state) : []
    }

    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return state.refreshOverlay()
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let text = SafeText(UntrustedText(secret.value))
        let inside = drawBox(
            language.safe(WebhookPhrase.secretTitle),
            language.safe(WebhookPhrase.generatedHint),
            columns: 64,
            rows: 6,
            on: &canvas
        )
        // On a narrow screen it goes on in the next row: a part of it would be of no use.
        let parts = text.rows(width: inside.size.columns).map { (text.glyphs[$0], StyleRole.overlayTitle) }
        let help = language.safe(WebhookPhrase.generatedOnce)
        let rest = help.rows(width: inside.size.columns).map { (help.glyphs[$0], StyleRole.overlayDisabled) }
        for (row, (glyphs, ink)) in (parts + [([], .overlay)] + rest).prefix(inside.size.rows).enumerated() {
            canvas.draw(
                glyphs,
                at: Point(column: inside.origin.column, row: inside.origin.row + row),
                paint: Paint(ground: .overlay, ink: ink)
            )
        }
    }
}

import Domain
import Screen
import Text

/// The form that filters deliveries.
package struct DeliveryFilterForm: Overlay {
    enum Name: Sendable, Hashable {
        case webhook, type, state, conversation
    }

    package var parent: (any Overlay)? { page }
    private let page: OperationsPage
    private let webhooks: [Webhook]
    private var form: Form<Name>

    init(parent page: OperationsPage, _ filter: DeliveryFilter, _ language: Language) {
        func say(_ phrase: DeliveryPhrase) -> SafeText { language.safe(phrase) }
        self.page = page
        webhooks = page.webhooks.rows ?? []
        let names = [say(.every)] + webhooks.map { SafeText($0.name) + "  " + SafeText($0.endpoint) }
        let place = webhooks.firstIndex { $0.id == filter.webhook }.map { $0 + 1 } ?? 0
        let states = [say(.every)] + Delivery.State.allCases.map { say(.stateName($0)) }
        let state = Delivery.State.allCases.firstIndex { $0 == filter.state }.map { $0 + 1 } ?? 0
        let isOfDead = page.tab == .deadLetters
        form = Form(
            [
                (.webhook, FormField("webhook", .choice(FormChoice(names, index: place)))),
                (.type, FormField(say(.type), .line(filter.eventType ?? ""), help: say(.typeHelp))),
            ]
                + (isOfDead
                    ? [] : [(.state, FormField(say(.state), .choice(FormChoice(states, index: state))))])
                + [
                    (
                        .conversation,
                        FormField(
                            say(.conversation),
                            .line(filter.conversation.map { "\($0)" } ?? ""),
                            help: say(.conversationHelp)
                        )
                    )
                ]
        )
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var changed = self
        guard key != .enter, key != .control("S") else {
            if let filter { return page.show(filter, in: &state) }
            let text = state.language.safe(DeliveryPhrase.conversationHelp)
            changed.form.reject(with: FormProblem(.conversation, text))
            return state.present(changed)
        }
        changed.form.handleKey(key)
        return state.present(changed)
    }

    package mutating func paste(_ text: String) { form.paste(text) }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawForm(form, title: state.language.safe(DeliveryPhrase.filter), language: state.language, on: &canvas)
    }

    /// The form's choices as a filter; nil if the conversation isn't an id.
    private var filter: DeliveryFilter? {
        var filter = DeliveryFilter()
        if let place = form.choice(.webhook), place > 0 { filter.webhook = webhooks[place - 1].id }
        let type = form.text(.type)
        if !type.isEmpty { filter.eventType = type }
        if page.tab == .deadLetters {
            filter.state = .dead
        } else if let place = form.choice(.state), place > 0 {
            filter.state = Delivery.State.allCases[place - 1]
        }
        let conversation = form.text(.conversation)
        guard !conversation.isEmpty else { return filter }
        guard let id = Identifier<Conversation>(conversation) else { return nil }
        filter.conversation = id
        return filter
    }
}

import Domain
import Text

/// The form that begins a conversation with a text.
package struct StartForm: FormOverlay {
    package enum Name: Sendable, Hashable { case to, text }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let page: ChannelsPage
    private let channel: GuestChannel
    private let resends: Identifier<Message>?

    init(to channel: GuestChannel, from page: ChannelsPage, resending failed: Message?, _ language: Language) {
        parent = page
        self.page = page
        self.channel = channel
        resends = failed?.id
        let to =
            language.safe(ConversationPhrase.channel(channel.channel)) + ", " + SafeText(channel.address)
        form = Form([
            (.to, FormField(language.safe(OutreachPhrase.to), .readOnly(to))),
            (
                .text,
                FormField(
                    language.safe(OutreachPhrase.text),
                    .lines(failed?.content.original ?? ""),
                    help: language.safe(OutreachPhrase.textHelp)
                )
            ),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(OutreachPhrase.writeTo(page.guest.name)) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let text = form.text(.text)
        guard !TextEditor(text).isBlank else {
            throw FormProblem(.text, state.language.safe(ComposerPhrase.nothingToSend))
        }
        let request = StartRequest(
            ids: page.ids,
            guest: page.guest,
            channel: channel,
            opening: .text(text),
            text: text,
            resends: resends
        )
        return [.outreach(.start(request))]
    }
}

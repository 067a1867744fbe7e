import Domain
import Text

/// Form for a new or existing canned reply.
package struct CannedReplyForm: FormOverlay {
    /// The fields of a reply.
    package enum Name: Sendable { case name, language, shared, body }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The reply as it was read; nil for a new one.
    private let reply: CannedReply?
    private let codes: [String?]

    init(parent: (any Overlay)?, reply: CannedReply?, user: CurrentUser?, language: Language) {
        self.parent = parent
        self.reply = reply
        codes = CannedReplyLanguage.codes(with: reply?.language)
        let names = codes.map { code in
            code.map { CannedReplyLanguage.name(of: $0) } ?? language.safe(CannedReplyPhrase.anyLanguage)
        }
        let index = codes.firstIndex(of: reply?.language) ?? 0
        var fields: [(name: Name, field: FormField)] = [
            (
                .name,
                FormField(
                    language.safe(CannedReplyPhrase.name),
                    .line(reply?.name.original ?? ""),
                    help: language.safe(CannedReplyPhrase.nameHelp)
                )
            ),
            (
                .language,
                FormField(
                    language.safe(CannedReplyPhrase.language),
                    .choice(FormChoice(names, index: index)),
                    help: language.safe(CannedReplyPhrase.languageHelp)
                )
            ),
        ]
        if user?.canEditReply(shared: true) == true {
            fields.append(
                (.shared, FormField(language.safe(CannedReplyPhrase.forAll), .flag(reply?.isShared ?? false)))
            )
        }
        fields.append(
            (
                .body,
                FormField(
                    language.safe(CannedReplyPhrase.text),
                    .lines(reply?.body.original ?? ""),
                    help: language.safe(CannedReplyPhrase.textHelp)
                )
            )
        )
        form = Form(fields)
    }

    package func title(in language: Language) -> SafeText {
        language.safe(reply == nil ? CannedReplyPhrase.newTitle : .changeTitle)
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        func problem(_ name: Name, _ phrase: CannedReplyPhrase) -> FormProblem<Name> {
            FormProblem(name, state.language.safe(phrase))
        }
        let (name, body) = (form.text(.name), form.text(.body))
        guard !name.isEmpty, name.unicodeScalars.count <= 60 else { throw problem(.name, .nameInvalid) }
        guard !body.isEmpty, body.unicodeScalars.count <= 4_000 else { throw problem(.body, .textInvalid) }
        if let unknown = ReplyTemplate(body).unknownNames.first {
            let shown = SafeText(UntrustedText(unknown)).truncated(to: 40).plain
            throw problem(.body, .unknownVariable(shown, nearest: ReplyVariable.nearest(to: unknown)?.rawValue))
        }
        let code = form.choice(.language).flatMap { codes.indices.contains($0) ? codes[$0] : nil }
        let content = CannedReplyContent(name: name, language: code, body: body, isShared: form.flag(.shared))
        return [.cannedReplies(.save(content, over: reply))]
    }
}

/// The languages of canned replies.
enum CannedReplyLanguage {
    /// Returns the language codes to choose from: nil (any language) first, and a code outside the usual ones last.
    static func codes(with other: String?) -> [String?] {
        let usual: [String?] = [nil, "fr", "en", "ar", "es", "de", "it"]
        return usual.contains(other) ? usual : usual + [other]
    }

    /// Returns a language's own name; the code if it isn't one of the usual languages.
    static func name(of code: String) -> SafeText {
        switch code {
        case "fr": "français"
        case "en": "English"
        case "ar": "العربية"
        case "es": "español"
        case "de": "Deutsch"
        case "it": "italiano"
        default: SafeText(UntrustedText(code))
        }
    }
}

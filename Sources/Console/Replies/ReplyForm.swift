import Domain
import Text

/// A canned reply to write or to change.
package struct ReplyForm: FormPage {
    /// The fields of a reply.
    package enum Name: Sendable { case name, language, shared, body }

    package var under: (any Page)?
    package var form: Form<Name>
    /// The reply as it was read; nil for a new one.
    private let reply: CannedReply?
    private let codes: [String?]

    init(under: (any Page)?, reply: CannedReply?, reader: Reader?, language: Language) {
        self.under = under
        self.reply = reply
        codes = ReplyLanguage.codes(with: reply?.language)
        let names = codes.map { code in
            code.map { ReplyLanguage.name(of: $0) } ?? language.safe(ReplyPhrase.anyLanguage)
        }
        let index = codes.firstIndex(of: reply?.language) ?? 0
        var fields: [(name: Name, field: FormField)] = [
            (
                .name,
                FormField(
                    language.safe(ReplyPhrase.name),
                    .line(reply?.name.original ?? ""),
                    help: language.safe(ReplyPhrase.nameHelp)
                )
            ),
            (
                .language,
                FormField(
                    language.safe(ReplyPhrase.language),
                    .choice(FormChoice(names, index: index)),
                    help: language.safe(ReplyPhrase.languageHelp)
                )
            ),
        ]
        if reader?.mayChangeReply(shared: true) == true {
            fields.append((.shared, FormField(language.safe(ReplyPhrase.forAll), .flag(reply?.isShared ?? false))))
        }
        fields.append(
            (
                .body,
                FormField(
                    language.safe(ReplyPhrase.text),
                    .lines(reply?.body.original ?? ""),
                    help: language.safe(ReplyPhrase.textHelp)
                )
            )
        )
        form = Form(fields)
    }

    package func title(in language: Language) -> SafeText {
        language.safe(reply == nil ? ReplyPhrase.newTitle : .changeTitle)
    }

    package func submit(in state: State) throws(FormProblem<Name>) -> [Effect] {
        func problem(_ name: Name, _ phrase: ReplyPhrase) -> FormProblem<Name> {
            FormProblem(name, state.language.safe(phrase))
        }
        let (name, body) = (form.text(.name), form.text(.body))
        guard !name.isEmpty, name.unicodeScalars.count <= 60 else { throw problem(.name, .badName) }
        guard !body.isEmpty, body.unicodeScalars.count <= 4_000 else { throw problem(.body, .badText) }
        if let unknown = ReplyTemplate(body).unknownNames.first { throw problem(.body, .unknownVariable(unknown)) }
        let code = form.choice(.language).flatMap { codes.indices.contains($0) ? codes[$0] : nil }
        let content = CannedReplyContent(name: name, language: code, body: body, isShared: form.flag(.shared))
        return [.replies(.save(content, over: reply))]
    }
}

/// The languages that a reply can be in.
enum ReplyLanguage {
    /// Their codes: none first, and one that another installation uses last.
    static func codes(with other: String?) -> [String?] {
        let usual: [String?] = [nil, "fr", "en", "ar", "es", "de", "it"]
        return usual.contains(other) ? usual : usual + [other]
    }

    /// A language in itself.
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

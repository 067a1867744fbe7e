import Domain
import Text

/// The form that edits a guest.
package struct GuestForm: RecordForm {
    /// The form's fields.
    package enum Name: Sendable { case firstName, lastName, email, phone, claims, country, language }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The guest as read.
    private let guest: GuestRecord
    private let codes: [String?]

    init(parent: (any Overlay)?, guest: GuestRecord, _ language: Language) {
        self.parent = parent
        self.guest = guest
        codes = CannedReplyLanguage.codes(with: guest.content.language)
        let names = codes.map { $0.map { CannedReplyLanguage.name(of: $0) } ?? language.safe(RecordsPhrase.unknown) }
        let chosen = codes.firstIndex(of: guest.content.language) ?? 0
        func line(_ name: Name, _ phrase: RecordsPhrase, _ text: String) -> (name: Name, field: FormField) {
            (name, FormField(language.safe(phrase), .line(text)))
        }
        var fields = [
            line(.firstName, .firstName, guest.content.firstName), line(.lastName, .lastName, guest.content.lastName),
            line(.email, .email, guest.content.email), line(.phone, .phone, guest.content.phone),
        ]
        if !guest.claims.isEmpty {
            let claims = SafeText(trusted: guest.claims.map { SafeText($0).plain }.joined(separator: ", "))
            fields.append((name: .claims, field: FormField(language.safe(RecordsPhrase.unverified), .readOnly(claims))))
        }
        fields.append(line(.country, .country, guest.content.country))
        let choice = FormField(
            language.safe(RecordsPhrase.language),
            .choice(FormChoice(names, index: chosen)),
            help: language.safe(RecordsPhrase.languageHelp)
        )
        fields.append((name: .language, field: choice))
        form = Form(fields)
    }

    package func title(in language: Language) -> SafeText { language.safe(RecordsPhrase.guest) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let email = form.text(.email)
        guard email.isEmpty || email.contains("@") else {
            throw FormProblem(.email, state.language.safe(RecordsPhrase.emailInvalid))
        }
        let phone = form.text(.phone)
        guard phone.isEmpty || phone.contains(where: \.isNumber) else {
            throw FormProblem(.phone, state.language.safe(RecordsPhrase.phoneInvalid))
        }
        let code = form.choice(.language).flatMap { codes.indices.contains($0) ? codes[$0] : nil }
        let content = GuestRecord.Content(
            firstName: form.text(.firstName),
            lastName: form.text(.lastName),
            email: email,
            phone: phone,
            country: form.text(.country),
            language: code
        )
        return [.records(.editGuest(guest, to: content))]
    }
}

import Domain
import Screen
import Text

/// The form that creates a person's login or resets its first password.
package struct LoginForm: FormOverlay {
    package enum Name: Sendable, Hashable { case login, validity }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let member: StaffMember

    private static let hours = [24, 72, 168]

    init(_ member: StaffMember, parent page: PersonPage, _ language: Language) {
        parent = page
        self.member = member
        func say(_ phrase: PeoplePhrase) -> SafeText { language.safe(phrase) }
        func write(_ phrase: PeopleFormPhrase) -> SafeText { language.safe(phrase) }
        let name: FormContent = member.login.map { .readOnly(SafeText(UntrustedText($0.name))) } ?? .line("")
        form = Form([
            (.login, FormField(say(.login), name, help: write(.loginHelp))),
            (
                .validity,
                FormField(
                    write(.validity),
                    .choice(FormChoice(Self.hours.map { write(.days($0 / 24)) }, index: 1)),
                    help: write(.validityHelp)
                )
            ),
        ])
    }

    package func title(in language: Language) -> SafeText {
        let name = SafeText(member.name).truncated(to: 40).plain
        return language.safe(member.login == nil ? PeopleFormPhrase.loginFor(name) : .resetFor(name))
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let place = form.choice(.validity) ?? 0
        let end = state.now + .seconds(Self.hours[place] * 3_600)
        guard member.login == nil else { return [.people(.resetPassword(member, until: end))] }
        let login = form.text(.login)
        guard !login.isEmpty, login.utf8.count <= 63 else {
            throw FormProblem(.login, state.language.safe(PeopleFormPhrase.loginInvalid))
        }
        return [.people(.createLogin(login, for: member, until: end))]
    }
}

/// The form for the current user's own password. A first password must be replaced before anything else.
package struct PasswordForm: FormOverlay {
    package enum Name: Sendable, Hashable { case password, again }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    let isFirst: Bool

    init(parent page: (any Overlay)?, isFirst: Bool, _ language: Language) {
        parent = page
        self.isFirst = isFirst
        let help = language.safe(isFirst ? PeopleFormPhrase.firstPasswordHelp : .passwordHelp)
        form = Form([
            (.password, FormField(language.safe(PeopleFormPhrase.newPassword), .secret, help: help)),
            (.again, FormField(language.safe(PeopleFormPhrase.onceMore), .secret, help: help)),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(PeopleFormPhrase.ownPassword) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let password: Password
        do throws(Password.Problem) {
            password = try Password(form.text(.password))
        } catch {
            throw FormProblem(.password, state.language.safe(PeopleFormPhrase.passwordProblem(error)))
        }
        guard form.text(.again) == password.secret else {
            throw FormProblem(.again, state.language.safe(PeopleFormPhrase.passwordsDiffer))
        }
        return [.people(.setOwnPassword(password))]
    }

    /// With a first password, the only way out is to quit.
    package func close(in state: inout State) -> [Effect] {
        if isFirst { state.overlay = QuitQuestion() } else { state.dismiss(self) }
        return []
    }
}

/// The page that shows a first password, once.
package struct FirstPasswordPage: Overlay {
    package let parent: (any Overlay)?
    let name: SafeText
    let password: Password

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        key == .enter || key == .character("q") ? close(in: &state) : []
    }

    /// Rereads the page below, which shows the login.
    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return state.refreshPeople()
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let title = language.safe(PeopleFormPhrase.firstPasswordOf(name.truncated(to: 40).plain))
        let inside = drawBox(
            title,
            language.safe(PeopleFormPhrase.firstPasswordHint),
            columns: 60,
            rows: 5,
            on: &canvas
        )
        var line = LineWriter(inside, row: 1, ground: .overlay)
        line.add(SafeText(UntrustedText(password.secret)), .overlayTitle, on: &canvas)
        let text = language.safe(PeopleFormPhrase.firstPasswordOnce)
        for (row, range) in text.rows(width: inside.size.columns).prefix(2).enumerated() {
            let place = Point(column: inside.origin.column, row: inside.origin.row + 3 + row)
            canvas.draw(text.glyphs[range], at: place, paint: Paint(ground: .overlay, ink: .overlayDisabled))
        }
    }
}

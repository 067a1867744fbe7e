import Screen
import Text

/// A page that is a form: says what is edited and what sending means; the rest is the same for all.
package protocol FormPage: Page {
    associatedtype Name: Sendable, Hashable

    /// The fields.
    var form: Form<Name> { get set }

    /// What is edited.
    func title(in language: Language) -> SafeText

    /// What asks the server for what was written.
    /// - Throws: what is wrong with a field; the form stays open and says so.
    func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect]
}

/// How every form takes keys. Enter sends from a field of one line, ^S from any.
extension FormPage {
    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard !form.isSending else { return [] }
        if key == .control("S") || (key == .enter && !form.usesEnter) { return submit(in: &state) }
        var page = self
        page.form.handleKey(key)
        return state.present(page)
    }

    private func submit(in state: inout State) -> [Effect] {
        var page = self
        do throws(FormProblem<Name>) {
            let effects = try submitEffects(in: state)
            page.form.markSending()
            return state.present(page) + effects
        } catch {
            page.form.reject(with: error)
            return state.present(page)
        }
    }

    package func close(in state: inout State) -> [Effect] {
        var page = self
        if !form.isSending, page.form.warnUnsavedOnce() { return state.present(page) }
        state.dismiss(self)
        return []
    }

    package mutating func paste(_ text: String) {
        if !form.isSending { form.paste(text) }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawForm(form, title: title(in: state.language), language: state.language, on: &canvas)
    }

    /// The page with the server's reason for not doing what was asked; nothing that was written is lost.
    func rejected(with text: SafeText, at field: Name? = nil) -> Self {
        var page = self
        page.form.reject(with: FormProblem(field, text))
        return page
    }
}

extension State {
    /// Closes the form that was sent, as the server did what it asks; a form opened meanwhile stays.
    mutating func closeSentForm<Wanted: FormPage>(_ kind: Wanted.Type) {
        guard let page = page(kind), page.form.isSending else { return }
        dismiss(page)
    }

    /// Says in the form that was sent why the server refused it, or on the last line where it was closed meanwhile.
    mutating func showFailure<Wanted: FormPage>(_ kind: Wanted.Type, inSentForm failure: Failure) {
        guard let page = page(kind), page.form.isSending else {
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return
        }
        overlay = .page(page.rejected(with: language.safe(OutcomePhrase.failed(failure))))
    }
}

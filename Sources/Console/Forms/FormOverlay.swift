import Screen
import Text

/// An overlay that is a form: conforming types define fields, title and submission; the rest is shared.
package protocol FormOverlay: Overlay {
    associatedtype Name: Sendable, Hashable

    /// The fields.
    var form: Form<Name> { get set }

    /// Whether submitting sends something to a guest instead of saving it.
    var sends: Bool { get }

    /// Returns the title.
    func title(in language: Language) -> SafeText

    /// Returns the effects that send the form's contents to the server.
    /// - Throws: A `FormProblem` if the contents are invalid; the form stays open and shows it.
    func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect]
}

/// Key input of every form: Enter submits from single-line fields, ^S from all.
extension FormOverlay {
    package var sends: Bool { false }

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
        drawForm(form, title: title(in: state.language), sends: sends, language: state.language, on: &canvas)
    }

    /// Returns the form with the server's refusal shown; its contents are kept.
    func rejected(with text: SafeText, at field: Name? = nil) -> Self {
        var page = self
        page.form.reject(with: FormProblem(field, text))
        return page
    }
}

extension State {
    /// Closes the sent form after the server accepted it; a form opened meanwhile stays.
    mutating func closeSentForm<Wanted: FormOverlay>(_ kind: Wanted.Type) {
        guard let page = overlay(of: kind), page.form.isSending else { return }
        dismiss(page)
    }

    /// Shows the server's refusal in the sent form, or as a notice if the form was closed meanwhile.
    mutating func showFailure<Wanted: FormOverlay>(_ kind: Wanted.Type, inSentForm failure: Failure) {
        guard let page = overlay(of: kind), page.form.isSending else {
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return
        }
        overlay = page.rejected(with: language.safe(OutcomePhrase.failed(failure)))
    }
}

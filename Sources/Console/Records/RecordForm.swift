import Screen

/// A form that edits a record of the open conversation, and says in its title whose it is.
package protocol RecordForm: FormOverlay {}

extension RecordForm {
    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let title = title(in: language).about(state.thread?.conversation, in: language)
        drawForm(form, title: title, language: language, on: &canvas)
    }
}

import Domain
import Text

/// The form that adds a note to an incident.
package struct IncidentNoteForm: FormOverlay {
    package enum Name: Sendable, Hashable { case note }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let incident: Identifier<Incident>

    init(on incident: Incident, parent page: IncidentPage, _ language: Language) {
        parent = page
        self.incident = incident.id
        form = Form([
            (
                .note,
                FormField(
                    language.safe(IncidentPhrase.note),
                    .lines(""),
                    help: language.safe(IncidentPhrase.noteHelp)
                )
            )
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(IncidentPhrase.addNote) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let note = form.text(.note)
        guard (1...4_000).contains(note.unicodeScalars.count) else {
            throw FormProblem(.note, state.language.safe(IncidentPhrase.noteHelp))
        }
        return [.incidents(.change(incident, .note(note)))]
    }
}

import Domain
import Text

/// The form that saves or edits a view: its name, its query, and whether it is shared if the current user may decide
/// that.
package struct ViewForm: FormOverlay {
    package enum Name: Sendable, Hashable { case name, query, shared }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let original: SavedView?

    /// Creates a form for a saved view; nil for a new one of the list's current query.
    init(_ earlier: SavedView?, parent page: ViewsPage, _ state: State) {
        parent = page
        self.original = earlier
        let language = state.language
        let query =
            earlier?.query.original ?? state.inbox.query.text(zones: state.zones, own: state.user?.zones ?? [])
        var fields: [(name: Name, field: FormField)] = [
            (
                .name,
                FormField(
                    language.safe(ViewsPhrase.name),
                    .line(earlier?.name.original ?? ""),
                    help: language.safe(ViewsPhrase.nameHelp)
                )
            ),
            (
                .query,
                FormField(
                    language.safe(ViewsPhrase.query),
                    .line(query),
                    help: language.safe(ViewsPhrase.queryHelp)
                )
            ),
        ]
        if state.user?.mayChangeView(shared: true) == true {
            let help = language.safe(ViewsPhrase.sharedHelp)
            let label = language.safe(ViewsPhrase.shared)
            fields.append((.shared, FormField(label, .flag(earlier?.isShared == true), help: help)))
        }
        form = Form(fields)
        if let problem = problem(of: query, in: state), earlier != nil { form.reject(with: problem) }
    }

    package func title(in language: Language) -> SafeText {
        language.safe(original == nil ? ViewsPhrase.newTitle : .changeTitle)
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let content = SavedViewContent(
            name: form.text(.name),
            query: form.text(.query),
            isShared: form.flag(.shared)
        )
        guard (1...60).contains(content.name.count) else {
            throw FormProblem(.name, state.language.safe(ViewsPhrase.nameInvalid))
        }
        if let problem = problem(of: content.query, in: state) { throw problem }
        return [.views(.save(content, over: original))]
    }

    /// The error in a query; nil if it is valid.
    private func problem(of query: String, in state: State) -> FormProblem<Name>? {
        guard !query.isEmpty else { return FormProblem(.query, state.language.safe(ViewsPhrase.queryRequired)) }
        let reading = QueryParser(zones: state.zones, own: state.user?.zones ?? [])
        switch reading.result(query, order: .deadline) {
        case .success: return nil
        case .failure(let problem):
            return FormProblem(
                .query,
                state.language.safe(QueryPhrase.problem(problem.kind)),
                column: problem.column
            )
        }
    }
}

import Domain
import Screen
import Text

/// Form that filters the audit trail.
package struct AuditFilter: Overlay {
    enum Name: Sendable, Hashable {
        case kind, person, since, about
    }

    package let parent: (any Overlay)?
    var form: Form<Name>

    /// How far back to look, in days; nil for the whole trail.
    private static let spans: [Int?] = [nil, 1, 7, 30, 90]

    init(parent page: AuditPage, _ language: Language) {
        parent = page
        let kinds = [language.safe(AuditPhrase.everyKind)] + AuditedKind.all.map { language.safe(AuditPhrase.kind($0)) }
        let kind = page.query.kinds.first.flatMap { AuditedKind.all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
        form = Form([
            (.kind, FormField(language.safe(AuditPhrase.kindLabel), .choice(FormChoice(kinds, index: kind)))),
            (
                .person,
                FormField(
                    language.safe(AuditPhrase.who),
                    .line(page.query.person ?? ""),
                    help: language.safe(AuditPhrase.personHelp)
                )
            ),
            (
                .since,
                FormField(
                    language.safe(AuditPhrase.sinceLabel),
                    .choice(FormChoice(Self.spans.map { language.safe(AuditPhrase.since(days: $0)) }))
                )
            ),
            (
                .about,
                FormField(
                    language.safe(AuditPhrase.about),
                    .line(page.query.key ?? ""),
                    help: language.safe(AuditPhrase.aboutHelp)
                )
            ),
        ])
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .enter, key != .control("S") else { return state.showAudit(query(at: state.now)) }
        var page = self
        page.form.handleKey(key)
        return state.present(page)
    }

    package mutating func paste(_ text: String) { form.paste(text) }

    package func draw(of state: State, on canvas: inout Canvas) {
        let title = state.language.safe(AuditPhrase.filter)
        drawForm(form, title: title, language: state.language, on: &canvas)
    }

    /// Returns the form's choices as a query.
    private func query(at now: Timestamp) -> AuditQuery {
        let kind = form.choice(.kind) ?? 0
        let days = Self.spans[form.choice(.since) ?? 0]
        let person = form.text(.person)
        let about = form.text(.about)
        return AuditQuery(
            kinds: kind == 0 ? [] : [AuditedKind.all[kind - 1]],
            person: person.isEmpty ? nil : person,
            key: about.isEmpty ? nil : about,
            since: days.map { now + .seconds(-86_400 * $0) }
        )
    }
}

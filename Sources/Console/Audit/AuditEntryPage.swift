import Domain
import Screen
import Text

/// Details of one audit entry: what changed, who did it, and in which database session.
package struct AuditEntryPage: Overlay {
    /// The entry.
    let entry: AuditEntry
    /// The audit page that it was opened from.
    var auditPage: AuditPage
    /// Index of the first line shown.
    var first = 0

    package var parent: (any Overlay)? { auditPage }

    init(entry: AuditEntry, parent: AuditPage) {
        self.entry = entry
        self.auditPage = parent
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .character("q"), key != .enter else { return close(in: &state) }
        var page = self
        page.first = max(0, min(first + key.step, rows(state).count - 1))
        return state.present(page)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let rows = rows(state)
        let inside = drawBox(
            state.language.safe(AuditPhrase.entry),
            state.language.safe(AuditPhrase.entryHint),
            columns: 90,
            rows: rows.count,
            on: &canvas
        )
        for (place, row) in rows.dropFirst(first).prefix(inside.size.rows).enumerated() {
            var line = LineWriter(inside, row: place, ground: .overlay)
            line.add(row.label, .overlayDisabled, width: 15, on: &canvas)
            line.skip(max(0, inside.origin.column + 16 - line.left))
            line.add(row.value, row.ink, on: &canvas)
        }
    }

    /// A label and its value.
    private struct Row {
        let label: SafeText
        let value: SafeText
        var ink = StyleRole.overlay
    }

    private func rows(_ state: State) -> [Row] {
        let language = state.language
        func row(_ label: AuditPhrase, _ value: UntrustedText) -> Row {
            Row(label: language.safe(label), value: SafeText(value))
        }
        let wall = state.clock.wallTime(at: entry.at)
        var rows = [
            row(.when, UntrustedText(wall.day.iso + " " + wall.hourAndMinute)),
            row(
                .who,
                UntrustedText(
                    [entry.actorName?.original, entry.session.login.original].compactMap(\.self).joined(
                        separator: " · "
                    )
                )
            ),
            row(.what, UntrustedText(language.text(AuditPhrase.did(entry)))),
            row(.about, entry.key),
            Row(label: .empty, value: .empty),
        ]
        for change in entry.changes {
            let old = change.old.map { SafeText($0) } ?? "–"
            let new = change.new.map { SafeText($0) } ?? "–"
            let isHidden = change.old == nil && change.new == nil
            rows.append(
                Row(
                    label: SafeText(change.column),
                    value: isHidden ? language.safe(AuditPhrase.hidden) : old + " → " + new,
                    ink: isHidden ? .overlayDisabled : .overlay
                )
            )
        }
        let session = entry.session
        rows += [
            Row(label: .empty, value: .empty),
            row(.program, session.application),
            row(.address, session.address ?? UntrustedText(language.text(AuditPhrase.sameMachine))),
            row(.process, UntrustedText("\(session.process)")),
            row(.transaction, session.transaction),
        ]
        return rows
    }
}

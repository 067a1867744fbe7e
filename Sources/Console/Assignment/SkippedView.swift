import Domain
import Screen
import Text

/// Lines of a bulk change's details: how many conversations each agent got, then each skipped conversation by reason.
struct SkippedLines {
    /// The lines, each with its foreground.
    let lines: [(text: SafeText, ink: StyleRole)]

    init(_ report: BulkOutcome, _ language: Language) {
        let shares = report.report.shares.map { share in
            (
                text: language.safe(SkipPhrase.share(share.name.map { SafeText($0).plain } ?? "–", share.count)),
                ink: StyleRole.overlay
            )
        }
        let skipped = report.report.skipped.flatMap { skip in
            let rows = skip.conversations.map { conversation in
                let guest = report.guests[conversation.id] ?? .empty
                let name = guest.isEmpty ? SafeText(trusted: "\(conversation.id)").truncated(to: 9) : guest
                let reason = language.safe(SkipPhrase(skip.reason, conversation))
                return (text: name + ": " + reason, ink: StyleRole.overlay)
            }
            let more = skip.count - Int64(rows.count)
            return rows
                + (more > 0 ? [(text: language.safe(SkipPhrase.others(more)), ink: StyleRole.overlayDisabled)] : [])
        }
        lines = shares + skipped
    }
}

/// Maximum rows of the box; fewer on a low screen.
private let mostSkippedRows = 16

/// The details of the last bulk change.
package struct SkippedPage: Overlay {
    /// The index of the first line shown.
    var first = 0

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .enter, key != .character("q"), let report = state.assignment.lastOutcome else {
            return close(in: &state)
        }
        let count = SkippedLines(report, state.language).lines.count
        let last = count - min(mostSkippedRows, state.size.rows - 2)
        return state.present(SkippedPage(first: max(0, min(first + key.step, last))))
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        guard let report = state.assignment.lastOutcome else { return }
        let lines = SkippedLines(report, state.language).lines
        let inside = drawBox(
            state.language.safe(report.report.shares.isEmpty ? SkipPhrase.title : .distributedTitle),
            state.language.safe(SkipPhrase.hint),
            columns: 72,
            rows: min(lines.count, mostSkippedRows),
            on: &canvas
        )
        for (row, content) in lines.dropFirst(first).prefix(inside.size.rows).enumerated() {
            var line = LineWriter(inside.inset(top: row).splitTop(1).top, ground: .overlay)
            line.add(content.text, content.ink, on: &canvas)
        }
    }
}

import Domain
import Screen
import Text

/// Draws the audit trail as a list: when, who, what.
struct AuditDrawing {
    let page: AuditPage
    let state: State

    func draw(on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            title,
            language.safe(AuditPhrase.hint),
            columns: 150,
            rows: canvas.size.rows - 6,
            on: &canvas
        )
        guard let lines = page.lines else {
            return drawPlaceholder(state.language.safe(AuditPhrase.reading), in: inside, on: &canvas)
        }
        guard !lines.isEmpty else {
            return drawPlaceholder(state.language.safe(AuditPhrase.nothing), in: inside, on: &canvas)
        }
        drawList(lines, cursor: page.index, in: inside, on: &canvas) { line, rect, ground, canvas in
            draw(line, in: rect, ground, on: &canvas)
        }
    }

    private var title: SafeText {
        let isEverything = state.user?.may(.readAudit, onAssignedTo: nil) == true
        return state.language.safe(AuditPhrase.title(filtered: page.query.hasConditions, all: isEverything))
    }

    private func draw(_ entry: AuditLine, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        let wall = state.clock.wallTime(at: entry.entry.at)
        let today = state.clock.wallTime(at: state.now).day
        let isWide = rect.size.columns >= 100
        var line = LineWriter(rect, ground: ground)
        let when =
            wall.day == today
            ? wall.hourAndMinute : isWide ? wall.day.iso + " " + wall.hourAndMinute : String(wall.day.iso.dropFirst(5))
        let cells = isWide ? 16 : 5
        line.add(SafeText(trusted: when), .age, width: cells, on: &canvas)
        line.skip(max(0, rect.origin.column + cells + 2 - line.left))
        let start = line.left
        let width = isWide ? 22 : max(8, rect.size.columns / 5)
        line.add(entry.actor, entry.entry.actor == state.user?.id ? .mine : .overlay, width: width, on: &canvas)
        line.skip(max(0, start + width + 2 - line.left))
        line.add(entry.sentence, ground == .overlaySelected ? .overlay : .overlayDisabled, on: &canvas)
    }
}

extension AuditQuery {
    /// Whether the query filters anything out.
    var hasConditions: Bool { self != AuditQuery() }
}

import Domain
import Screen
import Text

/// Draws the list of views in a box: on wide screens with their queries, and at the foot any error in the selected one.
func drawViews(_ page: ViewsPage, of state: State, on canvas: inout Canvas) {
    let rows = state.viewRows
    let hint: ViewsPhrase = page.pendingDeletion == nil ? .hint : .removeHint
    let foot = page.foot(in: state)
    let inside = drawBox(
        state.language.safe(ViewsPhrase.title),
        state.language.safe(hint),
        columns: 74,
        rows: max(8, rows.count + (foot.isEmpty ? 1 : 2)),
        on: &canvas
    )
    let (list, footRows) = inside.splitBottom(foot.isEmpty || inside.size.rows < 6 ? 0 : 2)
    let selected = page.selected(in: state)?.id
    let cursor = rows.firstIndex { $0.item?.id == selected } ?? 0
    let shown = state.views.item(showing: state.inbox.query)?.id
    drawList(rows, cursor: cursor, in: list, on: &canvas) { row, rect, ground, canvas in
        ViewRowDrawing(
            state: state,
            shown: shown,
            ground: ground,
            plain: .overlay,
            strong: .overlayTitle,
            dim: .overlayDisabled
        )
        .draw(row, in: rect, on: &canvas)
    }
    for (row, range) in foot.rows(width: footRows.size.columns).prefix(footRows.size.rows).enumerated() {
        let place = Point(column: footRows.origin.column, row: footRows.origin.row + row)
        canvas.draw(foot.glyphs[range], at: place, paint: Paint(ground: .overlay, ink: .noticeWarning))
    }
}

/// Everything the sidebar shows, compared to detect unchanged frames.
struct SidebarSnapshot: Equatable {
    private let rect: Rect
    private let language: Language
    private let views: [ViewItem]
    private let query: QueryText

    /// Returns nil if the query's text isn't cached.
    init?(_ state: borrowing State, in rect: Rect) {
        guard let query = state.cachedQueryText else { return nil }
        self.rect = rect
        language = state.language
        views = state.views.items
        self.query = query
    }
}

/// Draws the sidebar, with the current view marked.
func drawSidebar(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    drawSidebar(state, cursor: nil, in: rect, on: &canvas)
}

/// Draws the sidebar with the page's cursor, and the page's keys in the footer.
func drawFocusedSidebar(_ page: ViewsPage, of state: State, on canvas: inout Canvas) {
    drawSidebar(state, cursor: page.selected(in: state)?.id, in: state.panes.sidebar, on: &canvas)
    guard state.notice == nil else { return }
    let foot = page.foot(in: state)
    let hint = state.language.safe(page.pendingDeletion == nil ? ViewsPhrase.hint : .removeHint)
    canvas.fill(state.panes.footer, Paint(.footer))
    var line = LineWriter(state.panes.footer.inset(left: 1, right: 1), ground: .footer)
    line.add(hint, page.pendingDeletion == nil ? .footer : .noticeWarning, on: &canvas)
    line.add(foot, .noticeWarning, gap: 4, on: &canvas)
}

private func drawSidebar(_ state: State, cursor: ViewItem.ID?, in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect, Paint(.listRow))
    let rows = state.viewRows
    let place = cursor.flatMap { cursor in rows.firstIndex { $0.item?.id == cursor } } ?? 0
    let first = max(0, place - rect.size.rows + 1)
    let shown = state.views.item(showing: state.inbox.query)?.id
    for (index, row) in rows.dropFirst(first).prefix(rect.size.rows).enumerated() {
        let line = rect.inset(top: index).splitTop(1).top
        let hasCursor = cursor != nil && row.item?.id == cursor
        let isShown = row.item != nil && row.item?.id == shown
        let ground: StyleRole = hasCursor ? .listRowSelected : isShown ? .listRowInactive : .listRow
        canvas.fill(line, Paint(ground))
        if hasCursor || (isShown && cursor == nil) {
            canvas.draw(CollectionOfOne(Glyph("▏")), at: line.origin, paint: Paint(ground: ground, ink: .listBar))
        }
        ViewRowDrawing(
            state: state,
            shown: shown,
            ground: ground,
            plain: .listRow,
            strong: .listUnread,
            dim: .textDim
        )

        .draw(row, in: line.inset(left: 1, right: 1), on: &canvas)
    }
}

/// A row in the list of views.
enum ViewRow: Sendable {
    case heading(ViewItem.Section)
    case blank
    case view(ViewItem)

    /// The row's view; nil for headings and blanks.
    var item: ViewItem? {
        switch self {
        case .heading, .blank: nil
        case .view(let line): line
        }
    }
}

extension State {
    /// The views under their headings; built-in views have no heading.
    var viewRows: [ViewRow] {
        ViewItem.Section.allCases.flatMap { section -> [ViewRow] in
            let lines = views.items.filter { $0.section == section }
            guard !lines.isEmpty else { return [] }
            return (section == .builtIn ? [] : [.blank, .heading(section)]) + lines.map { .view($0) }
        }
    }
}

extension ViewsPage {
    /// The error in the query of the view under the cursor; empty if there is none.
    fileprivate func foot(in state: State) -> SafeText {
        guard case .failure(let problem) = selected(in: state)?.query else { return .empty }
        return state.language.safe(QueryPhrase.problem(problem.kind))
    }
}

/// Draws a view: its digit, the mark of the current view, its name, its query if there is room, and its count.
private struct ViewRowDrawing {
    let state: State
    let shown: ViewItem.ID?
    let ground: StyleRole
    let plain: StyleRole
    let strong: StyleRole
    let dim: StyleRole

    func draw(_ row: ViewRow, in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: ground)
        switch row {
        case .blank: break
        case .heading(let section):
            line.add(state.language.safe(ViewsPhrase.heading(section)), dim, on: &canvas)
        case .view(let view): draw(view, on: &line, &canvas)
        }
    }

    private func draw(_ view: ViewItem, on line: inout LineWriter, _ canvas: inout Canvas) {
        let isShown = view.id == shown
        let digit = state.views.digit(of: view).map { SafeText(trusted: String($0)) } ?? " "
        line.add(digit, dim, on: &canvas)
        line.add(isShown ? "•" : " ", .accent, gap: 1, on: &canvas)
        drawCount(of: view, on: &line, &canvas)
        line.skipRight(1)
        let hasRoom = line.availableWidth >= 50
        let start = line.left
        let ink = isShown ? strong : view.isReadable ? plain : dim
        line.add(view.title, ink, gap: 1, width: hasRoom ? 26 : .max, on: &canvas)
        guard hasRoom, let saved = view.saved else { return }
        line.skipRight(1)
        line.skip(max(0, 29 - (line.left - start)))
        line.add(SafeText(saved.query), dim, on: &canvas)
    }

    private func drawCount(of view: ViewItem, on line: inout LineWriter, _ canvas: inout Canvas) {
        guard view.isReadable else { return line.addRight("!", .warning, on: &canvas) }
        guard let count = view.count else { return }
        line.addRight(SafeText(trusted: grouped(count)), dim, on: &canvas)
    }
}

extension ViewItem {
    /// Whether its query can be parsed.
    var isReadable: Bool { (try? query.get()) != nil }
}

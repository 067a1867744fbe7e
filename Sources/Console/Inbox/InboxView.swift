import Domain
import Screen
import Text

/// The list of conversations.
func drawInbox(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    let inbox = state.inbox
    guard !inbox.rows.isEmpty else {
        drawEmpty(state, in: rect, on: &canvas)
        return
    }
    let drawing = InboxRowDrawing(state: state, width: rect.size.columns)
    for line in 0..<(rect.size.rows + state.rowHeight - 1) / state.rowHeight {
        let index = inbox.top + line
        guard inbox.rows.indices.contains(index) else { break }
        let row = Rect(
            column: rect.origin.column,
            row: rect.origin.row + line * state.rowHeight,
            columns: rect.size.columns,
            rows: min(state.rowHeight, rect.rows.upperBound - rect.origin.row - line * state.rowHeight)
        )
        drawing.draw(inbox.rows[index], isSelected: index == inbox.selectedIndex, in: row, on: &canvas)
    }
}

private func drawEmpty(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    let phrase: ChromePhrase =
        if state.hasNoRights {
            .noRights
        } else if !state.inbox.isLoaded {
            state.connection == .connecting ? .connecting : .loading
        } else if state.inbox.query == InboxQuery(order: state.inbox.query.order)
            || state.inbox.query.assignment != .anyone
        {
            .emptyInbox
        } else {
            .emptyFilter
        }
    let text = state.language.safe(phrase)
    let box = rect.centred(Size(columns: min(text.width, rect.size.columns), rows: 1))
    canvas.put(
        text.glyphs,
        at: box.origin,
        width: box.size.columns,
        paint: Paint(ground: .text, ink: .empty),
        ellipsis: true
    )
}

/// How a conversation is drawn in the list: who and where on the first line, what on the second. What every row shares
/// is made once a frame.
private struct InboxRowDrawing {
    let state: State
    let width: Int
    private let you: SafeText
    private let noZone: SafeText
    private let unknownGuest: SafeText
    private let nobody: SafeText = "–"
    private let dot: SafeText = "·"
    private let draft: SafeText = "✎ "
    private let answered: SafeText = "↩ "
    private let bar = Glyph("▌")
    private let mark = Glyph("✓")

    init(state: State, width: Int) {
        self.state = state
        self.width = width
        you = state.language.safe(ConversationPhrase.you)
        noZone = state.language.safe(ConversationPhrase.noZone)
        unknownGuest = state.language.safe(ConversationPhrase.unknownGuest)
    }

    func draw(_ row: ConversationRow, isSelected: Bool, in rect: Rect, on canvas: inout Canvas) {
        let isMarked = state.steering.marks.contains(row.conversation)
        let ground: Role =
            isSelected
            ? (state.focus == .inbox ? .listRowSelected : .listRowInactive) : isMarked ? .listRowMarked : .listRow
        canvas.fill(rect, Paint(ground))
        if isSelected {
            for line in rect.rows {
                canvas.put(
                    CollectionOfOne(bar),
                    at: Point(column: rect.origin.column, row: line),
                    paint: Paint(ground: ground, ink: .listBar)
                )
            }
        }
        if isMarked { drawMark(in: rect, ground, on: &canvas) }
        drawFirst(row, in: rect, ground, on: &canvas)
        if rect.size.rows > 1 { drawSecond(row, in: rect, ground, on: &canvas) }
    }

    /// A sign beside the colour, between the row's bar and its name.
    private func drawMark(in rect: Rect, _ ground: Role, on canvas: inout Canvas) {
        canvas.put(
            CollectionOfOne(mark),
            at: Point(column: rect.origin.column + 2, row: rect.origin.row),
            paint: Paint(ground: ground, ink: .accent)
        )
    }

    private func drawFirst(_ row: ConversationRow, in rect: Rect, _ ground: Role, on canvas: inout Canvas) {
        let conversation = row.conversation
        var line = Line(rect, ground: ground)
        line.skip(1)
        line.add(conversation.priority.sign, conversation.priority.role, on: &canvas)
        line.skip(1)
        line.skipRight(1)
        line.addRight(row.unread, .listUnread, gap: 1, cells: 3, on: &canvas)
        let due = Due(conversation, at: state.now)
        line.addRight(due.text, due.role, gap: 1, cells: 4, on: &canvas)
        line.addRight(conversation.channel.sign, .channel, gap: 1, on: &canvas)
        if width >= 76 { drawWide(row, on: &line, &canvas) }
        line.skipRight(2)
        line.skip(1)
        let name = row.guest.isEmpty ? unknownGuest : row.guest
        line.add(name, conversation.unread > 0 ? .listUnread : .listRow, on: &canvas)
        if !row.property.isEmpty {
            line.add(dot, .textDim, gap: 1, on: &canvas)
            line.add(row.property, .listRow, gap: 1, on: &canvas)
        }
        if width < 76 { line.addWhole(row.district, .zone, gap: 2, on: &canvas) }
    }

    /// Columns of their own for assignee and zone, where there is room for them.
    private func drawWide(_ row: ConversationRow, on line: inout Line, _ canvas: inout Canvas) {
        let isMine = isMine(row)
        let assignee = isMine ? you : row.assignee.isEmpty ? nobody : row.assignee
        let cells = width >= 110 ? 18 : 14
        line.addColumn(assignee, isMine ? .mine : .textDim, gap: 2, cells: cells, on: &canvas)
        guard width >= 110 else { return }
        line.addColumn(row.zone.isEmpty ? noZone : row.zone, .zone, gap: 2, cells: 20, on: &canvas)
    }

    private func drawSecond(_ row: ConversationRow, in rect: Rect, _ ground: Role, on canvas: inout Canvas) {
        let conversation = row.conversation
        var line = Line(rect, row: 1, ground: ground)
        line.skip(3)
        line.skipRight(1)
        line.addRight(row.state, conversation.state.role, gap: 1, on: &canvas)
        if width < 76, isMine(row) { line.addRight(you, .mine, gap: 1, on: &canvas) }
        line.skipRight(2)
        if state.drafts[conversation.id] != nil { line.add(draft, .accent, on: &canvas) }
        if conversation.lastSender != .guest, conversation.lastSender != nil {
            line.add(answered, .textDim, on: &canvas)
        }
        line.add(row.preview, conversation.unread > 0 ? .listRow : .textDim, on: &canvas)
    }

    private func isMine(_ row: ConversationRow) -> Bool {
        row.conversation.assignee != nil && row.conversation.assignee == state.reader?.id
    }
}

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
        if !state.inbox.isLoaded {
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

/// How a conversation is drawn in the list: who and where on the first line, what on the second.
private struct InboxRowDrawing {
    let state: State
    let width: Int

    func draw(_ row: ConversationRow, isSelected: Bool, in rect: Rect, on canvas: inout Canvas) {
        let ground: Role = isSelected ? (state.focus == .inbox ? .listRowSelected : .listRowInactive) : .listRow
        canvas.fill(rect, Paint(ground))
        if isSelected {
            for line in rect.rows {
                canvas.put(
                    CollectionOfOne(Glyph("▌")),
                    at: Point(column: rect.origin.column, row: line),
                    paint: Paint(ground: ground, ink: .listBar)
                )
            }
        }
        drawFirst(row, in: rect, ground, on: &canvas)
        if rect.size.rows > 1 { drawSecond(row, in: rect, ground, on: &canvas) }
    }

    private func drawFirst(_ row: ConversationRow, in rect: Rect, _ ground: Role, on canvas: inout Canvas) {
        let conversation = row.conversation
        var line = Line(rect, ground: ground)
        line.skip(1)
        line.add(conversation.priority.sign, conversation.priority.role, on: &canvas)
        line.skip(1)
        drawUnread(conversation, on: &line, &canvas)
        drawAge(conversation, on: &line, &canvas)
        line.addRight(conversation.channel.sign, .channel, gap: 1, on: &canvas)
        if width >= 76 { drawWide(row, on: &line, &canvas) }
        line.skipRight(2)
        line.skip(1)
        let name = row.guest.isEmpty ? state.language.safe(ConversationPhrase.unknownGuest) : row.guest
        line.add(name, conversation.unread > 0 ? .listUnread : .listRow, on: &canvas)
        if !row.property.isEmpty {
            line.add("·", .textDim, gap: 1, on: &canvas)
            line.add(row.property, .listRow, gap: 1, on: &canvas)
        }
        if width < 76 { line.addWhole(row.district, .zone, gap: 2, on: &canvas) }
    }

    /// Columns of their own for assignee and zone, where there is room for them.
    private func drawWide(_ row: ConversationRow, on line: inout Line, _ canvas: inout Canvas) {
        let isMine = row.conversation.assignee != nil && row.conversation.assignee == state.reader?.id
        let assignee =
            isMine ? state.language.safe(ConversationPhrase.you) : row.assignee.isEmpty ? "–" : row.assignee
        let zone = row.zone.isEmpty ? state.language.safe(ConversationPhrase.noZone) : row.zone
        let fields =
            width >= 110
            ? [(zone, 20, Role.zone), (assignee, 18, isMine ? .mine : .textDim)]
            : [(assignee, 14, isMine ? .mine : .textDim)]
        for (text, cells, ink) in fields.reversed() {
            let fitted = text.truncated(to: cells)
            line.addRight(fitted + SafeText.blank(cells - fitted.width), ink, gap: 2, on: &canvas)
        }
    }

    private func drawUnread(_ conversation: Conversation, on line: inout Line, _ canvas: inout Canvas) {
        let text = conversation.unread == 0 ? "" : conversation.unread > 99 ? "99+" : String(conversation.unread)
        line.addRight(SafeText(trusted: padded(text, to: 3) + " "), .listUnread, gap: 1, on: &canvas)
    }

    private func drawAge(_ conversation: Conversation, on line: inout Line, _ canvas: inout Canvas) {
        let due = Due(conversation, at: state.now)
        line.addRight(SafeText(trusted: padded(due.text, to: 4)), due.role, gap: 1, on: &canvas)
    }

    private func drawSecond(_ row: ConversationRow, in rect: Rect, _ ground: Role, on canvas: inout Canvas) {
        let conversation = row.conversation
        var line = Line(rect, row: 1, ground: ground)
        line.skip(3)
        line.addRight(" ", .listRow, on: &canvas)
        let label = state.language.safe(ConversationPhrase.state(conversation.state))
        line.addRight(label, conversation.state.role, gap: 1, on: &canvas)
        if conversation.assignee != nil, conversation.assignee == state.reader?.id, width < 76 {
            line.addRight(state.language.safe(ConversationPhrase.you), .mine, gap: 1, on: &canvas)
        }
        line.skipRight(2)
        if state.drafts[conversation.id] != nil { line.add("✎ ", .accent, on: &canvas) }
        let arrow: SafeText = conversation.lastSender == .guest || conversation.lastSender == nil ? "" : "↩ "
        line.add(arrow, .textDim, on: &canvas)
        line.add(row.preview, conversation.unread > 0 ? .listRow : .textDim, on: &canvas)
    }
}

/// A text moved to the right of so many cells.
private func padded(_ text: String, to cells: Int) -> String {
    String(repeating: " ", count: max(0, cells - text.count)) + text
}

import Domain
import Screen
import Text

/// The list of conversations as it stands on a canvas, row by row.
struct InboxRenderer {
    /// A row that stands there.
    private struct Shown {
        let row: ConversationRow
        let isSelected: Bool
    }

    /// What its rows were drawn with; nil where no rows stand there.
    private var drawing: InboxRowDrawing?
    private var shown: [Shown?] = []

    /// Draws what differs from it. Tells whether rows of the screen moved for that, with all that stands beside the list.
    mutating func draw(_ state: State, in panes: Panes, on canvas: inout Canvas) -> Bool {
        let rect = panes.list
        let drawing = state.inbox.rows.isEmpty ? nil : InboxRowDrawing(state, in: rect)
        if drawing == nil || drawing != self.drawing {
            canvas.fill(rect, .plain)
            shown = Array(repeating: nil, count: (rect.size.rows + state.rowHeight - 1) / state.rowHeight)
            self.drawing = drawing
        }
        guard let drawing else {
            drawEmpty(state, in: rect, on: &canvas)
            return false
        }
        let distance = panes.isListAlone ? scrollDistance(to: state.inbox.top, of: state.inbox.rows) : 0
        if distance != 0 { scroll(by: distance, drawing, on: &canvas) }
        // Read in place: to copy a row means to count a reference to it.
        let rows = state.inbox.rows.span
        for line in shown.indices {
            let index = state.inbox.top + line
            guard index < rows.count else {
                if shown[line] != nil { canvas.fill(drawing.place(of: line), .plain) }
                shown[line] = nil
                continue
            }
            let isSelected = index == state.inbox.selectedIndex
            if let shown = shown[line], shown.row === rows[index], shown.isSelected == isSelected { continue }
            drawing.draw(rows[index], isSelected: isSelected, in: drawing.place(of: line), on: &canvas)
            shown[line] = Shown(row: rows[index], isSelected: isSelected)
        }
        return distance != 0
    }

    /// Moves what stands there already to where it belongs now.
    private mutating func scroll(by distance: Int, _ drawing: InboxRowDrawing, on canvas: inout Canvas) {
        // A row that was cut at the edge isn't whole where it comes to stand.
        if drawing.place(of: shown.count - 1).size.rows < drawing.rowHeight { shown[shown.count - 1] = nil }
        let free = [Shown?](repeating: nil, count: abs(distance))
        shown = distance > 0 ? shown[distance...] + free : free + shown.dropLast(-distance)
        canvas.scroll(drawing.rect.rows, by: distance * drawing.rowHeight)
    }

    /// By how many places upwards the rows moved that stand there; 0 where none of them stays.
    private func scrollDistance(to top: Int, of rows: [ConversationRow]) -> Int {
        guard top < rows.count, let first = shown.first ?? nil, first.row !== rows[top] else { return 0 }
        if let up = shown.indices.dropFirst().first(where: { shown[$0]?.row === rows[top] }) { return up }
        let down = shown.indices.dropFirst().first { top + $0 < rows.count && rows[top + $0] === first.row }
        return down.map { -$0 } ?? 0
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
    canvas.draw(
        text.glyphs,
        at: box.origin,
        width: box.size.columns,
        paint: Paint(ground: .text, ink: .empty),
        ellipsis: true
    )
}

/// How a conversation is drawn in the list: who and where on the first line, what on the second. What every row shares
/// is made once a frame; where it is equal, the same row comes out the same.
private struct InboxRowDrawing: Equatable {
    let rect: Rect
    let rowHeight: Int
    /// To the second, which is more than any row says.
    private let now: Timestamp
    private let selected: StyleRole
    private let userID: Identifier<Person>?
    private let marks: Marks
    private let drafts: [Identifier<Conversation>: Draft]
    private let typing: [Identifier<Conversation>: SafeText]
    private let words: Words

    /// What rows say in a language, made ready for cells once.
    private final class Words: Sendable, IdentityEquatable {
        let you: SafeText
        let noZone: SafeText
        let unknownGuest: SafeText
        let nobody: SafeText = "–"
        let dot: SafeText = "·"
        let draft: SafeText = "✎ "
        let answered: SafeText = "↩ "
        let bar: SafeText = "▌"
        let mark: SafeText = "✓"

        init(_ language: Language) {
            you = language.safe(ConversationPhrase.you)
            noZone = language.safe(ConversationPhrase.noZone)
            unknownGuest = language.safe(ConversationPhrase.unknownGuest)
        }

        static let english = Words(.english)
        static let french = Words(.french)
    }

    private var width: Int { rect.size.columns }

    /// Borrowed: a state that is handed over is a copy.
    init(_ state: borrowing State, in rect: Rect) {
        self.rect = rect
        rowHeight = state.rowHeight
        now = state.nowInSeconds
        selected = state.focus == .inbox ? .listRowSelected : .listRowInactive
        userID = state.user?.id
        marks = state.assignment.marks
        drafts = state.drafts
        typing = state.presence.typing
        words =
            switch state.language {
            case .english: .english
            case .french: .french
            }
    }

    /// Where the row of a number stands, counted from the first on the screen.
    func place(of line: Int) -> Rect {
        Rect(
            column: rect.origin.column,
            row: rect.origin.row + line * rowHeight,
            columns: rect.size.columns,
            rows: min(rowHeight, rect.rows.upperBound - rect.origin.row - line * rowHeight)
        )
    }

    func draw(_ row: ConversationRow, isSelected: Bool, in rect: Rect, on canvas: inout Canvas) {
        let isMarked = marks.contains(row.conversation)
        let ground = isSelected ? selected : isMarked ? .listRowMarked : .listRow
        canvas.fill(rect, Paint(ground))
        if isSelected {
            for line in rect.rows {
                canvas.draw(
                    words.bar,
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
    private func drawMark(in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        canvas.draw(
            words.mark,
            at: Point(column: rect.origin.column + 2, row: rect.origin.row),
            paint: Paint(ground: ground, ink: .accent)
        )
    }

    private func drawFirst(_ row: ConversationRow, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: ground)
        line.skip(1)
        line.add(row.conversation.priority.symbol, row.conversation.priority.role, on: &canvas)
        line.skip(1)
        line.skipRight(1)
        line.addRight(row.unread, .listUnread, gap: 1, cells: 3, on: &canvas)
        let due = DueLabel(row.deadline, since: row.conversation.lastMessageAt, at: now)
        line.addRight(due.text, due.role, gap: 1, cells: 5, on: &canvas)
        line.addRight(row.channel, .channel, gap: 1, on: &canvas)
        if width >= 76 { drawWide(row, on: &line, &canvas) }
        line.skipRight(2)
        line.skip(1)
        let name = row.guest.isEmpty ? words.unknownGuest : row.guest
        line.add(name, row.conversation.unread > 0 ? .listUnread : .listRow, on: &canvas)
        if !row.property.isEmpty {
            line.add(words.dot, .textDim, gap: 1, on: &canvas)
            line.add(row.property, .listRow, gap: 1, on: &canvas)
        }
        if width < 76 { line.addIfFits(row.zoneShortName, .zone, gap: 2, on: &canvas) }
    }

    /// Columns of their own for assignee and zone, where there is room for them.
    private func drawWide(_ row: ConversationRow, on line: inout LineWriter, _ canvas: inout Canvas) {
        let isMine = isMine(row)
        let assignee = isMine ? words.you : row.assignee.isEmpty ? words.nobody : row.assignee
        let cells = width >= 110 ? 18 : 14
        line.addColumn(assignee, isMine ? .mine : .textDim, gap: 2, cells: cells, on: &canvas)
        guard width >= 110 else { return }
        line.addColumn(row.zone.isEmpty ? words.noZone : row.zone, .zone, gap: 2, cells: 20, on: &canvas)
    }

    private func drawSecond(_ row: ConversationRow, in rect: Rect, _ ground: StyleRole, on canvas: inout Canvas) {
        var line = LineWriter(rect, row: 1, ground: ground)
        line.skip(3)
        line.skipRight(1)
        line.addRight(row.state, row.conversation.state.role, gap: 1, on: &canvas)
        if width < 76, isMine(row) { line.addRight(words.you, .mine, gap: 1, on: &canvas) }
        line.skipRight(2)
        if !drafts.isEmpty, row.conversation.threadParts.contains(where: { drafts[$0.id] != nil }) {
            line.add(words.draft, .accent, on: &canvas)
        }
        // Who types says more at this moment than what was said before.
        if !typing.isEmpty, let text = typing[row.conversation.id] { return line.add(text, .textDim, on: &canvas) }
        if let sender = row.conversation.lastSender, sender != .guest {
            line.add(words.answered, .textDim, on: &canvas)
        }
        line.add(row.preview, row.conversation.unread > 0 ? .listRow : .textDim, on: &canvas)
    }

    private func isMine(_ row: ConversationRow) -> Bool {
        row.conversation.assignee != nil && row.conversation.assignee == userID
    }
}

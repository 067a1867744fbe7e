import Domain
import Screen
import Text

/// Draws the conversation list, redrawing only the rows that changed.
struct InboxRenderer {
    /// A row as drawn in the last frame.
    private struct Shown {
        let row: ConversationRow
        let isSelected: Bool
    }

    /// The settings its rows were drawn with; nil if no rows were drawn.
    private var drawing: InboxRowDrawing?
    private var shown: [Shown?] = []

    /// Draws the rows that changed. Returns whether it scrolled whole screen lines, including whatever lies beside the
    /// list.
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
        // Read through a span: copying a row would retain it.
        let rows = state.inbox.rows.span
        for line in shown.indices {
            let index = state.inbox.top + line
            guard index < rows.count else {
                if shown[line] != nil { canvas.fill(drawing.place(of: line), .plain) }
                shown[line] = nil
                continue
            }
            let isSelected = state.inbox.isSelected(index)
            if let shown = shown[line], shown.row === rows[index], shown.isSelected == isSelected { continue }
            drawing.draw(rows[index], isSelected: isSelected, in: drawing.place(of: line), on: &canvas)
            shown[line] = Shown(row: rows[index], isSelected: isSelected)
        }
        return distance != 0
    }

    /// Scrolls the rows already on the canvas.
    private mutating func scroll(by distance: Int, _ drawing: InboxRowDrawing, on canvas: inout Canvas) {
        // A row clipped at the bottom edge is incomplete in its new place.
        if drawing.place(of: shown.count - 1).size.rows < drawing.rowHeight { shown[shown.count - 1] = nil }
        let free = [Shown?](repeating: nil, count: abs(distance))
        shown = distance > 0 ? shown[distance...] + free : free + shown.dropLast(-distance)
        canvas.scroll(drawing.rect.rows, by: distance * drawing.rowHeight)
    }

    /// How many rows the list scrolled, positive for up; 0 if no visible row remains.
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

/// Draws a conversation's row: guest and property on the first line, the preview on the second. Holds what all rows
/// share, built once a frame; if it is equal, an unchanged row draws the same.
private struct InboxRowDrawing: Equatable {
    let rect: Rect
    let rowHeight: Int
    /// In whole seconds, finer than anything a row shows.
    private let now: Timestamp
    private let selected: StyleRole
    private let userID: Identifier<Person>?
    private let marks: Marks
    private let drafts: Drafts
    private let typing: [Identifier<Conversation>: SafeText]
    private let words: Words

    /// A language's fixed texts, converted to screen cells once.
    private final class Words: Sendable, IdentityEquatable {
        let language: Language
        let you: SafeText
        let noZone: SafeText
        let unknownGuest: SafeText
        let nobody: SafeText = "–"
        let dot: SafeText = "·"
        let draft: SafeText = "✎ "
        let answered: SafeText = "↩ "
        let failed: SafeText
        let bar: SafeText = "▌"
        let quietBar: SafeText = "▏"
        let mark: SafeText = "✓"
        private let states: [ConversationState: SafeText]

        init(_ language: Language) {
            self.language = language
            let names = ConversationState.all.map { ($0, language.safe(ConversationPhrase.state($0))) }
            states = Dictionary(uniqueKeysWithValues: names)
            you = language.safe(ConversationPhrase.you)
            noZone = language.safe(ConversationPhrase.noZone)
            unknownGuest = language.safe(ConversationPhrase.unknownGuest)
            failed = language.safe(ConversationPhrase.notDelivered) + " "
        }

        /// The state's name; the label of one that riad doesn't know.
        func name(of state: ConversationState) -> SafeText {
            states[state] ?? SafeText(UntrustedText(state.label))
        }

        static let english = Words(.english)
        static let french = Words(.french)
    }

    private var width: Int { rect.size.columns }

    /// Borrowed, as passing a state by value copies it.
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

    /// The rectangle of the nth row on the screen.
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
                    selected == .listRowSelected ? words.bar : words.quietBar,
                    at: Point(column: rect.origin.column, row: line),
                    paint: Paint(ground: ground, ink: .listBar)
                )
            }
        }
        if isMarked { drawMark(in: rect, ground, on: &canvas) }
        drawFirst(row, in: rect, ground, on: &canvas)
        if rect.size.rows > 1 { drawSecond(row, in: rect, ground, on: &canvas) }
    }

    /// Draws a check mark between the row's bar and its name, so that colour isn't the only cue.
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

    /// Adds columns for assignee and zone on wide screens.
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
        let state = row.conversation.state
        line.addRight(words.name(of: state), state.role, gap: 1, on: &canvas)
        if width < 76, isMine(row) { line.addRight(words.you, .mine, gap: 1, on: &canvas) }
        line.skipRight(2)
        if !drafts.isEmpty, row.conversation.threadParts.contains(where: { drafts[$0.id] != nil }) {
            line.add(words.draft, .accent, on: &canvas)
        }
        if row.conversation.failedSince != nil { line.add(words.failed, .threadDeliveryFailed, on: &canvas) }
        // A typing indicator replaces the preview.
        if !typing.isEmpty, let text = typing[row.conversation.id] { return line.add(text, .textDim, on: &canvas) }
        if let sender = row.conversation.lastSender, sender != .guest {
            line.add(words.answered, .textDim, on: &canvas)
        }
        line.add(row.preview(in: words.language), row.conversation.unread > 0 ? .listRow : .textDim, on: &canvas)
    }

    private func isMine(_ row: ConversationRow) -> Bool {
        row.conversation.assignee != nil && row.conversation.assignee == userID
    }
}

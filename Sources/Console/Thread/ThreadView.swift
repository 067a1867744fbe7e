import Domain
import Screen
import Text

/// Everything the title and the messages show, compared to detect unchanged frames.
struct ThreadSnapshot: Equatable {
    private let title: Rect
    private let messages: Rect
    private let language: Language
    /// In whole seconds, finer than anything the title shows.
    private let now: Timestamp
    private let userID: Identifier<Person>?
    private let row: ConversationRow
    private let isOnlyClaimed: Bool
    private let isCancelled: Bool
    private let stays: [StayListing]
    private let isLoaded: Bool
    private let lines: [ThreadLine]
    private let offset: Int
    private let target: Int64?
    private let unseen: Int64
    private let showsEnd: Bool
    private let hasFocus: Bool

    /// Returns nil if no conversation is open.
    init?(_ state: borrowing State, in panes: Panes) {
        guard let thread = state.thread else { return nil }
        title = panes.title
        messages = panes.thread
        language = state.language
        now = state.nowInSeconds
        userID = state.user?.id
        row = thread.row
        isOnlyClaimed = thread.isUnverified
        isCancelled = thread.isAboutCancelledStay
        stays = thread.stays
        isLoaded = thread.isLoaded
        lines = thread.lines
        offset = thread.offset
        target = thread.target
        unseen = thread.unseen
        showsEnd = thread.showsEnd
        hasFocus = state.focus == .thread
    }
}

/// Draws the open conversation: its title, then its messages with the latest at the bottom.
func drawThread(_ state: State, _ panes: Panes, on canvas: inout Canvas) {
    guard let thread = state.thread else { return }
    drawTitle(state, thread, in: panes.title, over: panes.thread, on: &canvas)
    let rect = panes.thread
    guard !thread.lines.isEmpty else {
        if !thread.isLoaded {
            let text = state.language.safe(ChromePhrase.loading)
            canvas.draw(
                text.glyphs,
                at: Point(column: rect.origin.column + 1, row: rect.origin.row + 1),
                width: rect.size.columns - 1,
                paint: Paint(ground: .text, ink: .textDim)
            )
        }
        return
    }
    let end = thread.lines.count - thread.offset
    let first = max(0, end - rect.size.rows)
    for (row, line) in thread.lines[first..<end].enumerated() {
        let ground: StyleRole = line.sequence > 0 && line.sequence == thread.target ? .listRowMarked : line.ground
        drawLine(line, on: ground, in: rect.inset(top: row).splitTop(1).top, &canvas)
    }
    if thread.unseen > 0, !thread.showsEnd {
        let text = state.language.safe(ThreadPhrase.newBelow(Int(thread.unseen)))
        var line = LineWriter(rect, row: rect.size.rows - 1, ground: .notice)
        line.addRight(" ↓ " + text + " ", .notice, on: &canvas)
    }
}

private func drawLine(_ line: ThreadLine, on ground: StyleRole, in rect: Rect, _ canvas: inout Canvas) {
    if ground != .text { canvas.fill(rect, Paint(ground)) }
    var pen = LineWriter(rect, ground: ground)
    if line.hasRule {
        pen.addRight(" ", .threadDay, on: &canvas)
        pen.addRight(line.right, line.rightInk, gap: 1, on: &canvas)
        canvas.draw(
            repeating: Glyph("─"),
            at: Point(column: rect.origin.column + 1, row: rect.origin.row),
            width: pen.availableWidth - 2,
            paint: Paint(ground: ground, ink: .rule)
        )
        return
    }
    if line.hasNoteBar {
        canvas.draw(
            CollectionOfOne(Glyph("┆")),
            at: Point(column: rect.origin.column + 1, row: rect.origin.row),
            paint: Paint(ground: ground, ink: .threadNoteBar)
        )
    }
    if !line.right.isEmpty { pen.addRight(line.right + " ", line.rightInk, gap: 1, on: &canvas) }
    pen.skip(line.indent)
    let paint = Paint(ground: ground, ink: line.ink)
    let used = canvas.draw(
        line.glyphs,
        at: Point(column: pen.left, row: rect.origin.row),
        width: pen.availableWidth,
        paint: paint
    )
    pen.skip(used)
    pen.add(line.second, line.secondInk, gap: used > 0 ? 2 : 0, on: &canvas)
}

private func drawTitle(
    _ state: State,
    _ thread: ThreadState,
    in rect: Rect,
    over messages: Rect,
    on canvas: inout Canvas
) {
    let above = thread.channelAbove(rows: messages.size.rows)
    if state.focus == .thread {
        canvas.draw(focusBar, at: rect.origin, paint: Paint(ground: .text, ink: .listBar))
    }
    let rows = rect.inset(left: 1, right: 1)
    guard rect.size.rows > 1 else { return drawGuestLine(state, thread, above, in: rows, on: &canvas) }
    drawGuestLine(state, thread, nil, in: rows, on: &canvas)
    drawStatusLine(state, thread, above, in: rows.inset(top: 1), on: &canvas)
}

/// Draws the guest, property and channel; `above`, if not nil, replaces the channel.
private func drawGuestLine(
    _ state: State,
    _ thread: ThreadState,
    _ above: SafeText?,
    in rect: Rect,
    on canvas: inout Canvas
) {
    let language = state.language
    let conversation = thread.conversation
    var line = LineWriter(rect)
    let window = thread.messagingWindow(at: state.nowInSeconds).map { ", " + language.safe($0.phrase) } ?? ""
    let channel = language.safe(ConversationPhrase.channel(conversation.latestPart.channel)) + window
    let count = language.safe(MergingPhrase.conversations(conversation.parts.count))
    line.addRight(
        above ?? (conversation.isMerged ? count : channel),
        above == nil ? .channel : .threadSystem,
        on: &canvas
    )
    let isWide = rect.size.columns >= 58
    if conversation.isMerged, above == nil, isWide { line.addRight(channel, .textDim, gap: 2, on: &canvas) }
    if thread.isUnverified { line.addRight(language.safe(PanelPhrase.unverified), .warning, gap: 2, on: &canvas) }
    if conversation.isMerged { line.skipRight(1) }
    let name = thread.row.guest.isEmpty ? language.safe(ConversationPhrase.unknownGuest) : thread.row.guest
    line.add(name, .title, on: &canvas)
    line.add(thread.row.property, .textDim, gap: 3, on: &canvas)
}

/// Draws state, priority, assignee, deadline, reservation and tags; `above` goes at the right.
private func drawStatusLine(
    _ state: State,
    _ thread: ThreadState,
    _ above: SafeText?,
    in rect: Rect,
    on canvas: inout Canvas
) {
    let language = state.language
    let conversation = thread.conversation
    let now = state.nowInSeconds
    var line = LineWriter(rect)
    if let above {
        line.addRight(above, .threadSystem, on: &canvas)
        line.skipRight(2)
    }
    line.add(language.safe(ConversationPhrase.state(conversation.state)), conversation.state.role, on: &canvas)
    let priority = conversation.priority
    line.add(language.safe(ConversationPhrase.priority(priority)), priority.role, gap: 2, on: &canvas)
    drawAssignee(state, thread.row, on: &line, &canvas)
    if let deadline = conversation.deadline {
        let phrase = DeadlinePhrase.next(deadline.kind, minutes: deadline.minutesLeft(at: now))
        let ink: StyleRole =
            switch deadline.status(at: now) {
            case .onTrack: .textDim
            case .dueSoon: .slaSoon
            case .overdue: .slaLate
            }
        line.add(language.safe(phrase), ink, gap: 2, on: &canvas)
    }
    // Before what may be cut off on a narrow screen.
    drawStays(state, thread, on: &line, &canvas)
    if let phrase = reservationPhrase(of: conversation, today: state.clock.wallTime(at: now).day) {
        line.add(language.safe(phrase), .textDim, gap: 2, on: &canvas)
    }
    for tag in conversation.tags { line.add("#" + SafeText(tag), .tag, gap: 2, on: &canvas) }
}

/// Warns of what makes an answer about the wrong stay likely: it is cancelled, or several run.
private func drawStays(_ state: State, _ thread: ThreadState, on line: inout LineWriter, _ canvas: inout Canvas) {
    if thread.isAboutCancelledStay {
        line.add(state.language.safe(ContentPhrase.cancelled), .warning, gap: 2, on: &canvas)
    }
    let today = state.clock.wallTime(at: state.nowInSeconds).day
    let running = thread.stays.count { $0.isRunning(on: today) }
    if running > 1 { line.add(state.language.safe(ContentPhrase.alsoBooked(running)), .warning, gap: 2, on: &canvas) }
}

private func drawAssignee(_ state: State, _ row: ConversationRow, on line: inout LineWriter, _ canvas: inout Canvas) {
    let assignee = row.conversation.assignee
    let isMine = assignee != nil && assignee == state.user?.id
    let name =
        isMine
        ? state.language.safe(ConversationPhrase.you)
        : assignee == nil ? state.language.safe(ConversationPhrase.nobody) : row.assignee
    line.add(name, isMine ? .mine : .textDim, gap: 2, on: &canvas)
}

/// What the reservation means today: arriving, in house, leaving or left; nil without both dates.
func reservationPhrase(of conversation: Conversation, today: CalendarDay) -> ConversationPhrase? {
    guard let checkIn = conversation.checkIn, let checkOut = conversation.checkOut else { return nil }
    if today == checkIn { return .checksInToday }
    if today == checkOut { return .checksOutToday }
    if today < checkIn { return .checksIn(days: checkIn.days - today.days) }
    if today < checkOut { return .inHouse(night: today.days - checkIn.days + 1, of: checkOut.days - checkIn.days) }
    return .leftOn(checkOut)
}

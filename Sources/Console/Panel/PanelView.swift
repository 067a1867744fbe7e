import Domain
import Screen
import Text

/// Everything the details pane shows, compared to detect unchanged frames.
struct PanelSnapshot: Equatable {
    private let rect: Rect
    private let language: Language
    private let minute: Int64
    private let row: ConversationRow
    private let panel: PanelState?
    private let deliveries: [ConversationDelivery]
    private let history: [AssignmentHistoryEntry]?
    private let stays: [StayListing]
    private let failure: SafeText?

    /// Returns nil if no conversation is open.
    init?(_ state: borrowing State, in rect: Rect) {
        guard let thread = state.thread else { return nil }
        self.rect = rect
        language = state.language
        minute = state.minutesSinceEpoch
        row = thread.row
        panel = thread.panel
        deliveries = thread.deliveries
        history = thread.assignmentHistory
        stays = thread.stays
        failure = state.failedEntry?.failure
    }
}

/// Draws the guest, reservation and property of the open conversation.
func drawPanel(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    guard let thread = state.thread else { return }
    var writer = PanelWriter(rect: rect.inset(left: 1, right: 1), language: state.language)
    drawPanel(state, thread, with: &writer, on: &canvas)
}

/// Writes the guest, reservation and property of a thread.
func drawPanel(_ state: State, _ thread: ThreadState, with writer: inout PanelWriter, on canvas: inout Canvas) {
    guard let panel = thread.panel else {
        writer.add(state.language.safe(ChromePhrase.loading), .textDim, on: &canvas)
        return
    }
    drawFailure(state, thread, with: &writer, on: &canvas)
    drawGuest(state, thread, panel, with: &writer, on: &canvas)
    drawReservation(state, thread, panel, with: &writer, on: &canvas)
    drawLatestDeliveries(state, thread.deliveries, with: &writer, on: &canvas)
    if !panel.propertyLines.isEmpty {
        writer.heading(PanelPhrase.property, on: &canvas)
        for (index, line) in panel.propertyLines.enumerated() {
            writer.add(line, index == 0 ? .value : .textDim, on: &canvas)
        }
        if !panel.accessNotes.isEmpty {
            writer.add(state.language.safe(PanelPhrase.access), .label, on: &canvas)
            for line in panel.accessNotes { writer.add(line, .value, on: &canvas) }
        }
        for amenity in panel.amenities { writer.add("· " + amenity, .textDim, on: &canvas) }
    }
    if !thread.conversation.tags.isEmpty {
        writer.heading(PanelPhrase.tags, on: &canvas)
        for tag in thread.conversation.tags { writer.add("#" + SafeText(tag), .tag, on: &canvas) }
    }
    drawAssignmentHistory(thread.assignmentHistory ?? [], with: &writer, on: &canvas)
}

/// Draws since when a reply is known not to have arrived, and why.
private func drawFailure(
    _ state: State,
    _ thread: ThreadState,
    with writer: inout PanelWriter,
    on canvas: inout Canvas
) {
    guard let since = thread.conversation.failedSince else { return }
    writer.heading(PanelPhrase.notDelivered, on: &canvas)
    let time = SafeText(trusted: "✗ " + state.clock.wallTime(at: since).hourAndMinute)
    let reason = state.failedEntry?.failure ?? .empty
    writer.add(reason.isEmpty ? time : time + " · " + reason, .threadDeliveryFailed, on: &canvas)
}

private func drawGuest(
    _ state: State,
    _ thread: ThreadState,
    _ panel: PanelState,
    with writer: inout PanelWriter,
    on canvas: inout Canvas
) {
    writer.heading(PanelPhrase.guest, on: &canvas)
    let name = thread.row.guest.isEmpty ? writer.language.safe(PanelPhrase.noGuest) : thread.row.guest
    writer.add(name, .value, on: &canvas)
    for line in panel.guestLines { writer.add(line, .textDim, on: &canvas) }
    for line in panel.addresses.prefix(6) {
        if line.isVerified {
            writer.add("✓ " + line.text, .textDim, on: &canvas)
        } else {
            writer.add(writer.language.safe(PanelPhrase.unverifiedContact) + " " + line.text, .warning, on: &canvas)
        }
    }
    // The label comes first, so that a guest's text can't pass for a line of the pane's own.
    for claim in panel.unverifiedContacts {
        writer.add(writer.language.safe(PanelPhrase.unverifiedContact) + " " + claim, .warning, on: &canvas)
    }
    if panel.panel.conversationCount > 0 {
        writer.add(
            writer.language.safe(PanelPhrase.conversations(panel.panel.conversationCount)),
            .textDim,
            on: &canvas
        )
    }
}

private func drawReservation(
    _ state: State,
    _ thread: ThreadState,
    _ panel: PanelState,
    with writer: inout PanelWriter,
    on canvas: inout Canvas
) {
    writer.heading(PanelPhrase.reservation, on: &canvas)
    guard let stay = panel.panel.reservation else {
        writer.add(writer.language.safe(PanelPhrase.noReservation), .textDim, on: &canvas)
        return
    }
    if let checkIn = stay.checkIn, let checkOut = stay.checkOut {
        writer.add(SafeText(trusted: "\(checkIn.iso) → \(checkOut.iso)"), .value, on: &canvas)
        drawProgress(
            from: checkIn,
            to: checkOut,
            today: state.clock.wallTime(at: state.now).day,
            with: &writer,
            on: &canvas
        )
    }
    if let phrase = reservationPhrase(of: thread.conversation, today: state.clock.wallTime(at: state.now).day) {
        writer.add(writer.language.safe(phrase), .textDim, on: &canvas)
    }
    let people = stay.guests.map { writer.language.safe(PanelPhrase.people($0)) }
    let details = [people, stay.source.map { SafeText($0) }, stay.status.map { SafeText($0) }].compactMap { $0 }
    for detail in details { writer.add(detail, stay.isCancelled ? .warning : .textDim, on: &canvas) }
    let current = thread.currentStays(on: state.clock.wallTime(at: state.now).day)
    for other in current {
        let isMeant = other.id == stay.id
        let mark = isMeant ? "● " + writer.language.safe(ContentPhrase.meant) + " " : "○ "
        writer.add(mark + other.line(in: writer.language), isMeant ? .value : .textDim, on: &canvas)
    }
}

/// Draws a progress bar of the reservation's nights, with past nights filled.
private func drawProgress(
    from checkIn: CalendarDay,
    to checkOut: CalendarDay,
    today: CalendarDay,
    with writer: inout PanelWriter,
    on canvas: inout Canvas
) {
    let nights = checkOut.days - checkIn.days
    guard nights > 0, today >= checkIn, today <= checkOut else { return }
    let cells = min(nights, 24)
    let gone = (today.days - checkIn.days) * cells / nights
    writer.add(
        SafeText(trusted: String(repeating: "━", count: gone) + String(repeating: "┄", count: cells - gone)),
        .accent,
        on: &canvas
    )
}

/// Writes wrapped lines one below another until the pane is full.
struct PanelWriter {
    let rect: Rect
    let language: Language
    private let ground: StyleRole
    private let skipped: Int
    /// The number of lines written, with those above and below the pane.
    private(set) var count = 0

    /// Writes on a ground, without the first `skipped` lines.
    init(rect: Rect, language: Language, ground: StyleRole = .text, skipping skipped: Int = 0) {
        self.rect = rect
        self.language = language
        self.ground = ground
        self.skipped = skipped
    }

    mutating func heading(_ phrase: some Phrase, on canvas: inout Canvas) {
        if count > 0 { count += 1 }
        add(language.safe(phrase), .label, on: &canvas)
    }

    mutating func add(_ text: SafeText, _ ink: StyleRole, on canvas: inout Canvas) {
        for range in text.rows(width: max(1, rect.size.columns)) {
            defer { count += 1 }
            let row = count - skipped
            guard (0..<rect.size.rows).contains(row) else { continue }
            canvas.draw(
                text.glyphs[range],
                at: Point(column: rect.origin.column, row: rect.origin.row + row),
                width: rect.size.columns,
                paint: Paint(ground: ground, ink: ink)
            )
        }
    }
}

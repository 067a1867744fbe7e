import Domain
import Screen
import Text

/// Draws the composer. A note differs from a reply in its texts, its rule and its background.
func drawComposer(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    guard let composer = state.composer, let thread = state.thread else { return }
    let part = thread.conversation.part(composer.conversation) ?? thread.conversation.latestPart
    let isNote = composer.kind == .note
    let ground: StyleRole = isNote ? .composerNote : .composerReply
    let rule: StyleRole = isNote ? .composerNoteRule : .composerReplyRule
    canvas.fill(rect, Paint(ground))
    drawRule(state, composer, thread, rule, ground, in: rect.splitTop(1).top, on: &canvas)
    let field = state.panes.composerText
    if composer.editor.isEmpty {
        let isClosed = !isNote && thread.messagingWindow(of: part, at: state.now)?.isClosed == true
        let text =
            isClosed
            ? state.language.safe(
                DeadlinePhrase.onlyTemplates(key: state.keys(of: .cannedReplies(.insert), in: .composer))
            )
            : state.language.safe(isNote ? ComposerPhrase.placeholderNote : .placeholderReply)
        canvas.draw(
            text.glyphs,
            at: field.origin,
            width: field.size.columns,
            paint: Paint(ground: ground, ink: .composerHint),
            ellipsis: true
        )
    }
    let frame = composer.editor.frame(width: field.size.columns, height: field.size.rows, top: composer.top)
    for (row, glyphs) in frame.rows.enumerated() {
        canvas.draw(
            glyphs,
            at: Point(column: field.origin.column, row: field.origin.row + row),
            width: field.size.columns,
            paint: Paint(ground)
        )
        if isNote {
            canvas.draw(
                CollectionOfOne(Glyph("┆")),
                at: Point(column: rect.origin.column + 1, row: field.origin.row + row),
                paint: Paint(ground: ground, ink: rule)
            )
        }
    }
    guard state.focus == .composer, state.overlay == nil else { return }
    canvas.cursor = Point(
        column: field.origin.column + frame.cursorColumn,
        row: field.origin.row + frame.cursorRow
    )
}

private func drawRule(
    _ state: State,
    _ composer: ComposerState,
    _ thread: ThreadState,
    _ rule: StyleRole,
    _ ground: StyleRole,
    in rect: Rect,
    on canvas: inout Canvas
) {
    canvas.draw(
        repeating: Glyph(composer.kind == .note ? "┄" : "─"),
        at: rect.origin,
        width: rect.size.columns,
        paint: Paint(ground: ground, ink: rule)
    )
    var line = LineWriter(rect.inset(left: 2, right: 2), ground: ground)
    if state.focus == .composer {
        canvas.draw(focusBar, at: rect.origin, paint: Paint(ground: ground, ink: .listBar))
    }
    let part = thread.conversation.part(composer.conversation) ?? thread.conversation.latestPart
    let guest = thread.conversation.guestLabel(in: state.language)
    let heading: SafeText =
        switch composer.kind {
        case .note: " " + state.language.safe(ComposerPhrase.noteNotSent) + " · " + guest + " "
        case .reply: " " + state.language.safe(ComposerPhrase.replyTo(part.channel)) + " " + guest + " "
        }
    // Whom it is about matters more than that it is kept.
    let kept: SafeText = " " + state.language.safe(ComposerPhrase.draftSaved) + " "
    if !composer.editor.isEmpty, heading.width + kept.width <= line.availableWidth {
        line.addRight(kept, .composerHint, on: &canvas)
    }
    line.add(heading, rule, on: &canvas)
    switch composer.kind {
    case .note: break
    case .reply:
        if let next = thread.conversation.threadParts.next(after: part.id) {
            let key = state.keys(of: .merging(.switchChannel), in: .composer)
            line.add(
                " " + state.language.safe(MergingPhrase.switchChannelHint(key, next.channel)) + " ",
                .composerHint,
                on: &canvas
            )
        }
        drawSignature(state, thread, part, on: &line, &canvas)
        guard let window = thread.messagingWindow(of: part, at: state.now), window.isClosed || window.closesSoon else {
            return
        }
        let phrase: DeadlinePhrase = window.isClosed ? .windowClosed : .closesSoon(minutes: window.minutes)
        line.add(" " + state.language.safe(phrase) + " ", window.isClosed ? .slaLate : .slaSoon, gap: 1, on: &canvas)
    }
}

/// Shows what the reply will be signed with, on one line.
private func drawSignature(
    _ state: State,
    _ thread: ThreadState,
    _ part: ThreadPart,
    on line: inout LineWriter,
    _ canvas: inout Canvas
) {
    // The panel is about the part that the guest wrote in last.
    guard part.id == thread.conversation.latestPart.id, let signature = thread.panel?.panel.signature else { return }
    let text = " " + state.language.safe(ContentPhrase.signature) + " " + SafeText(signature).truncated(to: 40) + " "
    line.addIfFits(text, .composerHint, gap: 1, on: &canvas)
}

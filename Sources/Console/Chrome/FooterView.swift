import Domain
import Screen
import Text

/// A hint shown in the footer.
struct ShownHint: Equatable {
    let hint: FooterHints.Hint
    /// Whether its command can be used now.
    let isEnabled: Bool
}

extension State {
    /// Footer hints for the current focus, without commands that the role never allows, or that need a conversation
    /// while none is selected.
    var shownHints: [ShownHint] {
        let row = focusedRow
        return (keymap.hints(in: focus)?.others ?? []).compactMap { hint in
            guard isPermitted(hint.entry), row != nil || !hint.entry.needsConversation else { return nil }
            return ShownHint(hint: hint, isEnabled: disabledReason(for: hint.entry, on: row) == nil)
        }
    }
}

/// Everything that the footer's hints depend on.
struct FooterSnapshot: Equatable {
    private let rect: Rect
    private let language: Language
    private let focus: Context
    private let hints: [ShownHint]

    /// Returns nil while the footer shows a notice or countdown, or conversations are marked: then it is always
    /// redrawn.
    init?(_ state: borrowing State, _ hints: [ShownHint], in rect: Rect) {
        guard state.notice == nil, state.countdownLine == nil, state.assignment.marks.isEmpty else { return nil }
        self.rect = rect
        language = state.language
        focus = state.focus
        self.hints = hints
    }
}

/// Draws the footer: the latest notice, or else the hints for the current focus. An open overlay shows its own hints.
func drawFooter(_ state: State, _ shown: [ShownHint], in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect, Paint(.footer))
    var line = LineWriter(rect.inset(left: 1, right: 1), ground: .footer)
    let hints = state.keymap.hints(in: state.focus)
    let gap = hintGap(state)
    // The undo countdown matters more than the hints at the right.
    if state.notice == nil, let countdown = state.countdownLine { line.add(countdown, .notice, on: &canvas) }
    let hasKeys = state.overlay == nil
    if hasKeys, state.focus != .composer {
        drawRight(hints?.palette, in: state.language, on: &line, &canvas)
        line.skipRight(gap)
        drawRight(hints?.help, in: state.language, on: &line, &canvas)
        line.skipRight(2)
    }
    if let notice = state.notice {
        line.add(notice.text, notice.severity == .info ? .notice : .noticeWarning, on: &canvas)
        return
    }
    guard hasKeys, state.countdownLine == nil else { return }
    guard state.marked == nil else {
        let unmark = state.language.safe(AssignmentPhrase.unmark)
        for hint in hints?.forMarks ?? [] {
            let title = hint.entry.command == .navigation(.back) ? unmark : nil
            drawLeft(hint, in: state.language, saying: title, gap: gap, on: &line, &canvas)
        }
        return
    }
    // Unavailable commands are dimmed but keep their place: hints that come and go with each row distract.
    for shown in shown {
        drawLeft(shown.hint, in: state.language, shown.isEnabled, gap: gap, on: &line, &canvas)
    }
}

/// Returns the cells between hints; fewer on a narrow screen, to fit one more hint.
private func hintGap(_ state: State) -> Int { state.size.columns < 100 ? 2 : 3 }

private func drawLeft(
    _ hint: FooterHints.Hint,
    in language: Language,
    saying ownTitle: SafeText? = nil,
    _ isPossible: Bool = true,
    gap: Int,
    on line: inout LineWriter,
    _ canvas: inout Canvas
) {
    let keys = hint.keys(in: language)
    let title = ownTitle ?? hint.title(in: language)
    guard keys.width + title.width + 1 <= line.availableWidth else { return }
    line.add(keys, isPossible ? .footerKey : .footerDim, on: &canvas)
    line.add(title, isPossible ? .footer : .footerDim, gap: 1, on: &canvas)
    line.skip(gap)
}

private func drawRight(
    _ hint: FooterHints.Hint?,
    in language: Language,
    on line: inout LineWriter,
    _ canvas: inout Canvas
) {
    guard let hint else { return }
    let keys = hint.keys(in: language)
    let title = hint.title(in: language)
    guard keys.width + title.width + 1 <= line.availableWidth else { return }
    line.addRight(title, .footer, on: &canvas)
    line.addRight(keys, .footerKey, gap: 1, on: &canvas)
}

import Screen
import Text

/// The last row: what just happened, or else the keys for what has the focus.
func drawFooter(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect, Paint(.footer))
    var line = Line(rect.inset(left: 1, right: 1), ground: .footer)
    // What can still be undone matters more than the hints at the right.
    if state.notice == nil, let countdown = state.countdownLine { line.add(countdown, .notice, on: &canvas) }
    if state.focus != .composer {
        drawHint(.palette, state, at: .right, on: &line, &canvas)
        line.skipRight(3)
        drawHint(.help, state, at: .right, on: &line, &canvas)
        line.skipRight(2)
    }
    if let notice = state.notice {
        line.add(notice.text, notice.weight == .news ? .notice : .noticeWarning, on: &canvas)
        return
    }
    guard state.countdownLine == nil else { return }
    if state.marked != nil {
        for command in Command.forMarks {
            drawHint(command, state, at: .left, on: &line, &canvas)
        }
        let unmark = state.language.safe(SteeringPhrase.unmark)
        drawHint(.back, saying: unmark, state, at: .left, on: &line, &canvas)
        drawHint(.markRange, state, at: .left, on: &line, &canvas)
        return
    }
    for hint in CommandTable.hints where hint.contexts.contains(state.focus) && state.obstacle(to: hint) == nil {
        drawHint(hint.command, state, at: .left, on: &line, &canvas)
    }
}

private enum Side { case left, right }

private func drawHint(
    _ command: Command,
    saying title: SafeText? = nil,
    _ state: State,
    at side: Side,
    on line: inout Line,
    _ canvas: inout Canvas
) {
    guard let name = state.keymap.name(of: command, in: state.focus) else { return }
    let title = title ?? state.language.safe(CommandPhrase.title(command))
    guard name.width + title.width + 1 <= line.room else { return }
    switch side {
    case .left:
        line.add(name, .footerKey, on: &canvas)
        line.add(title, .footer, gap: 1, on: &canvas)
        line.skip(3)
    case .right:
        line.addRight(title, .footer, on: &canvas)
        line.addRight(name, .footerKey, gap: 1, on: &canvas)
    }
}

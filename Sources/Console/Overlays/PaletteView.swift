import Screen
import Text

/// Draws the command palette, best match first, each command with its key; disabled commands say why.
func drawPalette(_ search: CommandSearch, of state: State, on canvas: inout Canvas) {
    let found = state.matches(of: search, everything: false)
    let inside = drawBox(
        state.language.safe(OverlayPhrase.palette),
        state.language.safe(OverlayPhrase.chooseHint),
        columns: 66,
        rows: 14,
        on: &canvas
    )
    drawField(search.field, in: inside.splitTop(1).top, on: &canvas)
    let list = inside.inset(top: 1)
    if found.isEmpty { drawPlaceholder(state.language.safe(OverlayPhrase.noMatch), in: list, on: &canvas) }
    drawList(found, cursor: search.index, in: list, on: &canvas) { match, rect, ground, canvas in
        drawMatch(match, state, in: rect, ground, on: &canvas)
    }
}

private func drawMatch(
    _ match: CommandMatch,
    _ state: State,
    in rect: Rect,
    _ ground: StyleRole,
    on canvas: inout Canvas
) {
    var line = LineWriter(rect, ground: ground)
    let key = state.keymap.chords(for: match.entry.command).first.map { state.language.name(of: $0) } ?? ""
    line.addRight(SafeText(trusted: key), .overlayKey, on: &canvas)
    line.skipRight(2)
    line.add(match.title, match.disabledReason == nil ? .overlay : .overlayDisabled, width: 20, on: &canvas)
    line.skip(max(0, rect.origin.column + 22 - line.left))
    line.add(match.disabledReason ?? match.explanation, .overlayDisabled, on: &canvas)
}

import Screen
import Text

/// Commands by name, best match first, each with its key; those that can't be used now say why.
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
    if found.isEmpty { drawNoMatch(state, in: list, on: &canvas) }
    let first = max(0, search.index - list.size.rows + 1)
    for (row, match) in found.dropFirst(first).prefix(list.size.rows).enumerated() {
        let isSelected = first + row == search.index
        let rect = list.inset(top: row).splitTop(1).top
        if isSelected { drawCursorLine(rect, on: &canvas) }
        drawMatch(match, state, in: rect, isSelected ? .overlaySelected : .overlay, on: &canvas)
    }
}

private func drawMatch(
    _ match: CommandMatch,
    _ state: State,
    in rect: Rect,
    _ ground: Role,
    on canvas: inout Canvas
) {
    var line = Line(rect, ground: ground)
    let key =
        state.keymap.chords(for: match.entry.command).first.map { SafeText(trusted: $0.description) } ?? ""
    line.addRight(key, .overlayKey, on: &canvas)
    line.skipRight(2)
    line.add(match.title, match.obstacle == nil ? .overlay : .overlayDisabled, width: 20, on: &canvas)
    line.skip(max(0, rect.origin.column + 22 - line.left))
    line.add(match.obstacle ?? match.explanation, .overlayDisabled, on: &canvas)
}

/// All keys, under their headings, in two columns where there is room.
func drawHelp(_ search: CommandSearch, of state: State, on canvas: inout Canvas) {
    let isWide = canvas.size.columns >= 110
    let lines = helpLines(search, of: state)
    let height = isWide ? (lines.count + 1) / 2 : lines.count
    let inside = drawBox(
        state.language.safe(OverlayPhrase.help),
        state.language.safe(OverlayPhrase.helpHint),
        columns: isWide ? min(canvas.size.columns - 8, 124) : 70,
        rows: min(max(height, 3) + 1, canvas.size.rows - 4),
        on: &canvas
    )
    drawField(search.field, in: inside.splitTop(1).top, on: &canvas)
    let list = inside.inset(top: 1)
    if lines.isEmpty { drawNoMatch(state, in: list, on: &canvas) }
    let columns = isWide ? 2 : 1
    let shown = list.size.rows * columns
    let first = max(0, min(search.index, lines.count - shown))
    for (place, help) in lines.dropFirst(first).prefix(shown).enumerated() {
        let width = (list.size.columns - (columns - 1) * 4) / columns
        let rect = Rect(
            column: list.origin.column + place / list.size.rows * (width + 4),
            row: list.origin.row + place % list.size.rows,
            columns: width,
            rows: 1
        )
        drawHelpLine(help, in: rect, on: &canvas)
    }
}

private enum HelpLine {
    case heading(SafeText)
    case entry(keys: SafeText, explanation: SafeText, obstacle: SafeText?)
    case blank
}

private func helpLines(_ search: CommandSearch, of state: State) -> [HelpLine] {
    let found = state.matches(of: search, everything: true)
    var lines: [HelpLine] = []
    for group in CommandGroup.allCases {
        let entries = found.filter { $0.entry.group == group }
        guard !entries.isEmpty else { continue }
        if !lines.isEmpty { lines.append(.blank) }
        lines.append(.heading(state.language.safe(CommandPhrase.group(group))))
        for match in entries {
            let chords = state.keymap.chords(for: match.entry.command).prefix(3)
            let keys = chords.map { $0.description }.joined(separator: " ")
            lines.append(
                .entry(keys: SafeText(trusted: keys), explanation: match.explanation, obstacle: match.obstacle)
            )
        }
    }
    return lines
}

private func drawHelpLine(_ help: HelpLine, in rect: Rect, on canvas: inout Canvas) {
    var line = Line(rect, ground: .overlay)
    switch help {
    case .blank: break
    case .heading(let text): line.add(text, .overlayTitle, on: &canvas)
    case .entry(let keys, let explanation, let obstacle):
        line.add(keys, .overlayKey, width: 14, on: &canvas)
        line.skip(max(0, rect.origin.column + 15 - line.left))
        line.add(explanation, obstacle == nil ? .overlay : .overlayDisabled, on: &canvas)
        if let obstacle { line.addWhole(obstacle, .overlayDisabled, gap: 2, on: &canvas) }
    }
}

private func drawNoMatch(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    canvas.put(
        state.language.safe(OverlayPhrase.noMatch).glyphs,
        at: rect.origin,
        width: rect.size.columns,
        paint: Paint(ground: .overlay, ink: .overlayDisabled)
    )
}

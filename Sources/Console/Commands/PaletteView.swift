import Screen
import Text

/// The commands available here, best match of a search first, each with its key; disabled commands say why.
package struct CommandPalette: Overlay {
    /// The search, and the match under the cursor.
    var search = CommandSearch()

    package func command(on key: Key, in state: State) -> Command? {
        guard key == .enter else { return nil }
        let found = state.matches(of: search, everything: false)
        return found.indices.contains(search.index) ? found[search.index].entry.command : nil
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .enter else { return close(in: &state) }
        let last = state.matches(of: search, everything: false).count - 1
        return state.present(CommandPalette(search: search.handling(key, step: key.arrowStep, last: last)))
    }

    package mutating func paste(_ text: String) { search.field.paste(text) }

    package func draw(of state: State, on canvas: inout Canvas) {
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

import Screen
import Text

/// A list of values to choose one from, with a cursor.
package struct Choice<Value: Sendable & Hashable>: Sendable {
    /// The values; empty if there is nothing to choose.
    package let values: [Value]
    /// The index of the value under the cursor.
    package var index: Int

    /// The choice with the cursor moved by `step`, clamped to the values.
    func moved(by step: Int) -> Self {
        Self(values: values, index: max(0, min(index + step, values.count - 1)))
    }

    /// The value under the cursor; nil if there are no values.
    package var chosen: Value? { values.indices.contains(index) ? values[index] : nil }
}

/// A line of a choice.
struct ChoiceRow {
    let text: SafeText
    let ink: StyleRole
}

/// Draws a choice in a box.
func drawChoice(_ title: SafeText, _ rows: [ChoiceRow], _ index: Int, of state: State, on canvas: inout Canvas) {
    let inside = drawBox(
        title,
        state.language.safe(OverlayPhrase.chooseHint),
        columns: max(34, title.width + 2),
        rows: rows.count,
        on: &canvas
    )
    for (place, row) in rows.enumerated() where place < inside.size.rows {
        let rect = inside.inset(top: place).splitTop(1).top
        if place == index { drawCursorLine(rect, on: &canvas) }
        var line = LineWriter(rect, ground: place == index ? .overlaySelected : .overlay)
        line.add(row.text, row.ink, on: &canvas)
    }
}

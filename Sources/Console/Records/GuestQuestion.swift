import Domain
import Screen
import Text

/// The question before records are joined, parted or kept apart; it names both guests with their stays.
package struct GuestQuestion: Overlay {
    package let parent: (any Overlay)?
    private let change: GuestChange

    init(_ change: GuestChange, parent page: some Overlay) {
        parent = page
        self.change = change
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard yesKeys.contains(key) else { return close(in: &state) }
        state.overlay = nil
        return [.records(.changeGuests(change))]
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let help = language.safe(IdentityPhrase.help(change))
        let columns = 64
        let rows = help.rows(width: boxContentWidth(columns: columns, on: canvas.size))
        let inside = drawBox(
            language.safe(IdentityPhrase.question(change)),
            language.safe(IdentityPhrase.questionHint(change)),
            columns: columns,
            rows: 3 + rows.count,
            on: &canvas
        )
        for (row, guest) in [change.guests.0, change.guests.1].enumerated() {
            var line = LineWriter(inside, row: row, ground: .overlay)
            line.add(description(of: guest, language), .overlay, on: &canvas)
        }
        for (row, range) in rows.enumerated() where row + 3 < inside.size.rows {
            let place = Point(column: inside.origin.column, row: inside.origin.row + row + 3)
            canvas.draw(help.glyphs[range], at: place, paint: Paint(ground: .overlay, ink: .overlayDisabled))
        }
    }
}

extension GuestChange {
    /// The two guests, first the one that is kept.
    var guests: (GuestSummary, GuestSummary) {
        switch self {
        case .join(let proposal), .keepApart(let proposal): (proposal.kept, proposal.other)
        case .part(let record, let guest): (guest, record.guest)
        }
    }
}

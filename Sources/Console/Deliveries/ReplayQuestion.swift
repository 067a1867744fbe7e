import Domain
import Screen
import Text

/// The question whether to send deliveries anew, which says how many.
package struct ReplayQuestion: Overlay {
    package let parent: (any Overlay)?
    private let deliveries: [Delivery]

    init(_ deliveries: [Delivery], parent page: some Overlay) {
        parent = page
        self.deliveries = deliveries
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard yesKeys.contains(key) else { return close(in: &state) }
        state.dismiss(self)
        // What became of it shows in the list.
        if let page = state.overlay(of: DeliveryPage.self) { state.dismiss(page) }
        return [.deliveries(.replay(Dictionary(grouping: deliveries, by: \.webhook).mapValues { $0.map(\.event) }))]
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let isPart = deliveries.count == DeliveriesRequest.replayLimit
        let help = language.safe(isPart ? DeliveryPhrase.replayPart : .replayHelp)
        let inside = drawBox(
            language.safe(DeliveryPhrase.replay(deliveries.count)),
            language.safe(DeliveryPhrase.replayHint),
            columns: 60,
            rows: 2,
            on: &canvas
        )
        for (row, range) in help.rows(width: inside.size.columns).prefix(inside.size.rows).enumerated() {
            let place = Point(column: inside.origin.column, row: inside.origin.row + row)
            canvas.draw(help.glyphs[range], at: place, paint: Paint(ground: .overlay, ink: .overlay))
        }
    }
}

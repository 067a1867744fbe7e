import Domain
import Screen
import Text

/// All conversations of a guest that the reader can read, newest first; Enter opens one.
package struct GuestHistory: Page {
    package var under: (any Page)?
    /// The conversations.
    let talks: [GuestConversation]
    /// The place of the one under the cursor.
    var index = 0

    package func take(_ key: Key, in state: inout State) -> [Effect] {
        guard key == .enter else {
            if key == .character("q") { return leave(in: &state) }
            var page = self
            page.index = max(0, min(index + state.step(of: key), talks.count - 1))
            return state.turn(to: page)
        }
        guard talks.indices.contains(index) else { return [] }
        let talk = talks[index]
        state.overlay = nil
        state.jump = Jump(conversation: talk.id, sequence: talk.lastNumber)
        return [.readConversation(talk.id)]
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(RecordsPhrase.history),
            language.safe(RecordsPhrase.historyHint),
            columns: canvas.size.columns >= 130 ? 100 : 72,
            rows: max(3, min(talks.count, canvas.size.rows - 6)),
            on: &canvas
        )
        drawList(talks, cursor: index, in: inside, on: &canvas) { talk, rect, ground, canvas in
            var line = Line(rect, ground: ground)
            let isOpen = talk.id == state.thread?.conversation.id
            let label = language.safe(ConversationPhrase.state(talk.state))
            line.addRight(label, talk.state.role, gap: 0, cells: 10, on: &canvas)
            line.addRight(
                language.safe(ConversationPhrase.channel(talk.channel)),
                .overlayDisabled,
                gap: 2,
                cells: 9,
                on: &canvas
            )
            line.skipRight(2)
            line.add(SafeText(trusted: state.clock.wall(talk.lastMessageAt).day.iso), .threadTime, on: &canvas)
            line.add(isOpen ? "›" : " ", .accent, gap: 1, on: &canvas)
            line.add(talk.propertyName.map { SafeText($0) } ?? "–", .overlay, gap: 1, width: 26, on: &canvas)
            if let checkIn = talk.checkIn, let checkOut = talk.checkOut {
                line.addWhole(
                    SafeText(trusted: "\(checkIn.iso) → \(checkOut.iso)"),
                    .overlayDisabled,
                    gap: 2,
                    on: &canvas
                )
            }
        }
    }
}

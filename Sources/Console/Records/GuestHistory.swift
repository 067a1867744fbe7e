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
            columns: TalkRow.boxWidth(on: canvas.size.columns),
            rows: TalkRow.boxHeight(of: talks.count, on: canvas.size.rows),
            on: &canvas
        )
        drawList(talks, cursor: index, rowHeight: TalkRow.height, in: inside, on: &canvas) {
            talk,
            rect,
            ground,
            canvas in
            let isOpen = talk.id == state.thread?.conversation.id
            TalkRow(talk: talk, sign: isOpen ? "›" : " ").draw(of: state, in: rect, ground, on: &canvas)
        }
    }
}

import Domain
import Screen
import Text

/// The page of all conversations of a guest that the current user can read, newest first; Enter opens one.
package struct GuestConversationsPage: Overlay {
    package var parent: (any Overlay)?
    /// The conversations.
    let conversations: [GuestConversation]
    /// The index of the conversation under the cursor.
    var index = 0

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key == .enter else {
            if key == .character("q") { return close(in: &state) }
            var page = self
            page.index = max(0, min(index + key.step, conversations.count - 1))
            return state.present(page)
        }
        guard conversations.indices.contains(index) else { return [] }
        let talk = conversations[index]
        state.overlay = nil
        state.jump = Jump(conversation: talk.id, sequence: talk.lastNumber)
        return [.thread(.readConversation(talk.id))]
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(RecordsPhrase.conversations).about(state.thread?.conversation, in: language),
            language.safe(RecordsPhrase.conversationsHint),
            columns: GuestConversationRow.boxWidth(on: canvas.size.columns),
            rows: GuestConversationRow.boxHeight(of: conversations.count, on: canvas.size.rows),
            on: &canvas
        )
        drawList(conversations, cursor: index, rowHeight: GuestConversationRow.height, in: inside, on: &canvas) {
            talk,
            rect,
            ground,
            canvas in
            let isOpen = talk.id == state.thread?.conversation.id
            GuestConversationRow(conversation: talk, symbol: isOpen ? "›" : " ").draw(
                of: state,
                in: rect,
                ground,
                on: &canvas
            )
        }
    }
}

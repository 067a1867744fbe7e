import Screen

/// The question whether to discard the draft.
package struct DiscardQuestion: Overlay {
    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        state.dismiss(self)
        return yesKeys.contains(key) ? state.discardDraft() : []
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let guest = state.thread?.conversation.guestLabel(in: state.language) ?? .empty
        drawQuestion(.discard(for: guest), nil, .discardHint, of: state, on: &canvas)
    }
}

import Screen
import Text

/// The question whether to leave riad.
package struct QuitQuestion: Overlay {
    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        if yesKeys.contains(key) || key == .control("Q") || key == .control("C") { return [.quit] }
        // Whatever is typed on was no answer.
        state.ignoreTypingInChoice(of: key)
        return close(in: &state)
    }

    /// The guest of the unsent messages; nil if there are several, or the conversation isn't at hand.
    private func recipient(in state: State) -> SafeText? {
        let all = Set(state.queue.filter { !$0.isInternal }.map(\.conversation))
        guard all.count == 1, state.queue.allSatisfy({ all.contains($0.conversation) }), let id = all.first else {
            return nil
        }
        return state.known(id)?.guestLabel(in: state.language)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let hint: OverlayPhrase? =
            state.queue.isEmpty ? nil : .quitWithQueue(state.queue.count, to: recipient(in: state))
        drawQuestion(.quit, hint, .quitHint, of: state, on: &canvas)
    }
}

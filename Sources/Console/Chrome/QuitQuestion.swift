import Screen

/// The question whether to leave riad.
package struct QuitQuestion: Overlay {
    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard yesKeys.contains(key) || key == .control("Q") || key == .control("C") else { return close(in: &state) }
        return [.quit]
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let hint: OverlayPhrase? = state.queue.isEmpty ? nil : .quitWithQueue(state.queue.count)
        drawQuestion(.quit, hint, .quitHint, of: state, on: &canvas)
    }
}

import Domain
import Screen
import Text

extension State {
    /// The presence line of the open conversation; nil if nobody else is there.
    var presenceText: SafeText? {
        thread.flatMap { presence.text(for: $0.conversation.id) }
    }
}

/// Draws the presence line, dimmed, below the messages.
func drawPresence(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    guard let text = state.presenceText else { return }
    var line = LineWriter(rect.inset(left: 1, right: 1))
    line.add(text, .textDim, on: &canvas)
}

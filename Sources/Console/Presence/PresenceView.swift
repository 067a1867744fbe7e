import Domain
import Screen
import Text

extension State {
    /// Who else is in the open conversation, in a line; nil where nobody is.
    var presenceText: SafeText? {
        thread.flatMap { presence.text(for: $0.conversation.id) }
    }
}

/// A quiet line below the messages: who else is here.
func drawPresence(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    guard let text = state.presenceText else { return }
    var line = LineWriter(rect.inset(left: 1, right: 1))
    line.add(text, .textDim, on: &canvas)
}

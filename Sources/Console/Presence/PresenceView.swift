import Domain
import Screen
import Text

extension State {
    /// Who else is in the open conversation, in a line; nil where nobody is.
    var companyLine: SafeText? {
        thread.flatMap { presence.line(of: $0.conversation.id) }
    }
}

/// A quiet line below the messages: who else is here.
func drawPresence(_ state: State, in rect: Rect, on canvas: inout Canvas) {
    guard let text = state.companyLine else { return }
    var line = Line(rect.inset(left: 1, right: 1))
    line.add(text, .textDim, on: &canvas)
}

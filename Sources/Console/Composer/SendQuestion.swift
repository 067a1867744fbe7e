import Domain
import Screen
import Text

/// The question whether to send although a colleague types to the same guest.
package struct SendQuestion: Overlay {
    /// The message.
    let message: OutgoingMessage
    /// The id of the request that takes it back.
    let withdrawal: Identifier<Message>
    /// Who types, as the presence line says it.
    let colleague: SafeText
    /// The guest's name; empty if unknown.
    let guest: SafeText

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        state.dismiss(self)
        guard yesKeys.contains(key) || key == .control("S") || key == .control("T") else { return [] }
        return state.commit(message, withdrawal: withdrawal)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawQuestion(.sendTo(guest), .colleagueTypes(colleague), .sendHint, of: state, on: &canvas)
    }
}

import Domain
import Screen
import Text

/// A choice of state, for the conversations as they were when it was opened.
package struct StatePicker: Overlay {
    /// The states to choose from.
    var choice: Choice<ConversationState>
    /// The conversations to change.
    let target: CommandTarget

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key == .enter, let chosen = choice.chosen else {
            var picker = self
            picker.choice = choice.moved(by: key.step)
            return state.present(picker)
        }
        state.dismiss(self)
        return state.requestState(chosen, for: target)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let rows = choice.values.map {
            ChoiceRow(text: state.language.safe(ConversationPhrase.state($0)), ink: $0.role)
        }
        let title = target.title(.chooseState, AssignmentPhrase.stateOf, state.language)
        drawChoice(title, rows, choice.index, of: state, on: &canvas)
    }
}

extension State {
    /// Opens the choice of the states that the target's conversations may change to.
    mutating func chooseState() -> [Effect] {
        guard let commandTarget else { return [] }
        let mayArchive = commandTarget.conversations.allSatisfy {
            user?.may(.archive, onAssignedTo: $0.assignee) == true
        }
        let possible = Set(commandTarget.states.flatMap(\.choices))
        let choices = ConversationState.all.filter { possible.contains($0) && ($0 != .archivee || mayArchive) }
        return present(StatePicker(choice: Choice(values: choices, index: 0), target: commandTarget))
    }
}

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
            if key.step == 0 { state.ignoreTypingInChoice(of: key) }
            return state.present(picker)
        }
        state.dismiss(self)
        // Whoever hands a conversation over says to whom, and why.
        if chosen == .transferee { return state.chooseTransfer(of: target) }
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
        let choices = ConversationState.all.filter { choice in
            switch choice {
            case .archivee: possible.contains(choice) && mayArchive
            // One at a time: each goes to somebody, for a reason.
            case .transferee: possible.contains(choice) && commandTarget.count == nil
            case .nouvelle, .enCours, .enAttente, .resolue, .cloturee, .other: possible.contains(choice)
            }
        }
        return present(StatePicker(choice: Choice(values: choices, index: 0), target: commandTarget))
    }
}

import Domain
import Screen
import Text

/// A choice of priority, for the conversations as they were when it was opened.
package struct PriorityPicker: Overlay {
    /// The priorities to choose from, most urgent first.
    var choice: Choice<Priority>
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
        return state.requestPriority(chosen, for: target)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let rows = choice.values.map {
            ChoiceRow(text: $0.symbol + " " + state.language.safe(ConversationPhrase.priority($0)), ink: $0.role)
        }
        let title = target.title(.choosePriority, AssignmentPhrase.priorityOf, state.language)
        drawChoice(title, rows, choice.index, of: state, on: &canvas)
    }
}

extension State {
    /// Opens the choice of priority, with the cursor on the first conversation's.
    mutating func choosePriority() -> [Effect] {
        guard let commandTarget else { return [] }
        let values = StateFilterForm.priorities
        let index = commandTarget.conversations.first.flatMap { values.firstIndex(of: $0.priority) } ?? 0
        return present(PriorityPicker(choice: Choice(values: values, index: index), target: commandTarget))
    }
}

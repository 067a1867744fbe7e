import Domain
import Screen
import Text

/// The question whether to change everything that matches the filter, with how many that are.
package struct AllMatchingQuestion: Overlay {
    package var parent: (any Overlay)?
    /// The change.
    let change: BulkChange
    /// The conversations.
    let target: CommandTarget
    /// The reason; nil if none was given.
    let reason: String?
    /// The new assignee's name; empty for other changes.
    let name: SafeText

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard yesKeys.contains(key) else { return close(in: &state) }
        state.overlay = nil
        return state.assignment.requestBulkChange(change, on: target, reason: reason, name: name)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawQuestion(.changeAll(target.count), .changeAllDetail(change, name), .changeAllHint, of: state, on: &canvas)
    }
}

extension State {
    /// Requests a change of one or many conversations; of everything that matches, once the user has said yes to how
    /// many that are.
    mutating func requestBulk(
        _ change: BulkChange,
        on target: CommandTarget,
        reason: String? = nil,
        name: SafeText = .empty
    ) -> [Effect] {
        switch target {
        case .single, .marked: assignment.requestBulkChange(change, on: target, reason: reason, name: name)
        case .allMatching:
            present(AllMatchingQuestion(change: change, target: target, reason: reason, name: name))
        }
    }
}

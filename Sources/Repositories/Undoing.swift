import Domain
import Postgres

/// Requests that take back what the user has just done.
package enum Undoing {
    /// Takes back the user's last action in a conversation, if it is this one. The server refuses with `illegalTransition`
    /// if it is too late, with `conflict` if somebody changed since what it changed. Withdrawing a message again succeeds.
    package static func undo(
        _ action: UndoableAction,
        in conversation: Identifier<Conversation>,
        message: Identifier<Message>? = nil
    ) -> Request<Void> {
        Request(
            writing: Statement("undo_action", SQLFiles.undoAction, planned: .once),
            [Parameter(conversation), Parameter(action.rawValue), Parameter(message)]
        )
    }
}

import Domain
import Screen
import Text

/// A text being written in a conversation.
package struct ComposerState: Sendable {
    /// The conversation that the text is for; in a merged thread, one of the thread's conversations.
    package var conversation: Identifier<Conversation>
    /// Reply or note.
    package var kind: ComposerKind
    /// The text and the cursor.
    package var editor: TextEditor
    /// The first row shown.
    package var top = EditorRow.first

    /// Scrolls a field of this size so that the cursor is visible.
    mutating func showCursor(in field: Size) {
        top = editor.frame(width: field.columns, height: field.rows, top: top).top
    }

    /// The text as a draft.
    package var draft: Draft { Draft(conversation: conversation, kind: kind, text: editor.text) }
}

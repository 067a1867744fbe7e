import Domain
import Text

/// A text being written to a conversation.
package struct ComposerState: Sendable {
    /// The conversation that it goes to.
    package let conversation: Identifier<Conversation>
    /// Reply or note.
    package var kind: ComposerKind
    /// The text and the cursor.
    package var editor: TextEditor
    /// The first row shown.
    package var top = EditorRow.first
    /// The number of the last message that the writer saw.
    package var seenUpTo: Int64
    /// How many messages came since, found out when sending; 0 where none.
    package var movedBy: Int64 = 0

    /// The text as a draft.
    package var draft: Draft { Draft(conversation: conversation, kind: kind, text: editor.text) }
}

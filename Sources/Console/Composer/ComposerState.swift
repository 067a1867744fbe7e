import Domain
import Text

/// A text being written to a conversation.
package struct ComposerState: Sendable {
    /// The conversation that it goes to, of a merged thread one of its conversations.
    package var conversation: Identifier<Conversation>
    /// Reply or note.
    package var kind: ComposerKind
    /// The text and the cursor.
    package var editor: TextEditor
    /// The first row shown.
    package var top = EditorRow.first

    /// The text as a draft.
    package var draft: Draft { Draft(conversation: conversation, kind: kind, text: editor.text) }
}

import Domain

/// Kind of message being written.
package enum ComposerKind: String, Sendable, Hashable {
    /// Sent to the guest.
    case reply
    /// An internal note, never sent to the guest.
    case note
}

/// Unsent text, kept until it is sent or discarded.
package struct Draft: Sendable, Hashable {
    /// The conversation it belongs to.
    package var conversation: Identifier<Conversation>
    /// Reply or note.
    package var kind: ComposerKind
    /// The text.
    package var text: String

    /// Creates a draft from its parts.
    package init(conversation: Identifier<Conversation>, kind: ComposerKind, text: String) {
        self.conversation = conversation
        self.kind = kind
        self.text = text
    }

    /// Returns this draft followed by a later one of the same conversation, separated by a blank line. The result is a
    /// note if either non-empty text is one, so that an internal text never becomes a reply.
    package func appending(_ later: Draft) -> Draft {
        let texts = [self, later].filter { !$0.text.isEmpty }
        return Draft(
            conversation: conversation,
            kind: texts.contains { $0.kind == .note } ? .note : texts.first?.kind ?? kind,
            text: texts.map(\.text).joined(separator: "\n\n")
        )
    }
}

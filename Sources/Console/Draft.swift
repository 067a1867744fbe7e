import Domain

/// What kind of message is being written.
package enum ComposerKind: String, Sendable, Hashable {
    /// It goes to the guest.
    case reply
    /// It stays in the house.
    case note
}

/// An unsent text, kept until it is sent or thrown away.
package struct Draft: Sendable, Hashable {
    /// The conversation it belongs to.
    package var conversation: Identifier<Conversation>
    /// Reply or note.
    package var kind: ComposerKind
    /// The text.
    package var text: String

    /// A draft from its parts.
    package init(conversation: Identifier<Conversation>, kind: ComposerKind, text: String) {
        self.conversation = conversation
        self.kind = kind
        self.text = text
    }

    /// Two drafts of a conversation as one. Where one of them is a note all of it becomes one: what was written for the
    /// house never goes to the guest by itself.
    package func appending(_ later: Draft) -> Draft {
        let texts = [self, later].filter { !$0.text.isEmpty }
        return Draft(
            conversation: conversation,
            kind: texts.contains { $0.kind == .note } ? .note : texts.first?.kind ?? kind,
            text: texts.map(\.text).joined(separator: "\n\n")
        )
    }
}

/// Which messages to look for.
package struct MessageSearch: Sendable, Hashable {
    /// What was typed: words that must all be there, `"words in this order"`, `-without`, `or`, and beginnings such as
    /// `reserv*`. Case and accents don't matter.
    package var words: String
    /// The numbers of the zones to look in; empty for all.
    package var zones: [Int16]
    /// How many days back to look, by the server's clock.
    package var days: Int

    /// A search from its parts.
    package init(words: String, zones: [Int16] = [], days: Int = MessageSearch.defaultDays) {
        self.words = words
        self.zones = zones
        self.days = days
    }

    /// How far back a search looks unless asked for older: what a quarter holds is found in a blink.
    package static let defaultDays = 90
    /// Further back than any house has messages.
    package static let allDays = 36_500
}

/// A message that a search found.
package struct FoundMessage: Sendable, Hashable {
    /// The message.
    package var id: Identifier<Message>
    /// Its conversation.
    package var conversation: Identifier<Conversation>
    /// Its number in the conversation.
    package var sequence: Int64
    /// When it was written.
    package var createdAt: Timestamp
    /// What kind of sender wrote it.
    package var sender: SenderType
    /// Who wrote it; nil where nobody said.
    package var senderName: UntrustedText?
    /// Whether it is an internal note.
    package var isInternal: Bool
    /// Some 240 characters around the first word found.
    package var excerpt: UntrustedText
    /// Where the conversation stands.
    package var state: ConversationState
    /// The conversation's guest; nil where unknown.
    package var guestName: UntrustedText?
    /// The property; nil where there is none, or the user may not see it.
    package var propertyName: UntrustedText?

    /// A found message from its columns.
    package init(
        id: Identifier<Message>,
        conversation: Identifier<Conversation>,
        sequence: Int64,
        createdAt: Timestamp,
        sender: SenderType,
        senderName: UntrustedText?,
        isInternal: Bool,
        excerpt: UntrustedText,
        state: ConversationState,
        guestName: UntrustedText?,
        propertyName: UntrustedText?
    ) {
        self.id = id
        self.conversation = conversation
        self.sequence = sequence
        self.createdAt = createdAt
        self.sender = sender
        self.senderName = senderName
        self.isInternal = isInternal
        self.excerpt = excerpt
        self.state = state
        self.guestName = guestName
        self.propertyName = propertyName
    }
}

/// A full-text search for messages.
package struct MessageSearch: Sendable, Hashable {
    /// The search expression: words that must all match, `"phrases"`, `-exclusions`, `or`, and prefixes such as
    /// `reserv*`. Ignores case and accents.
    package var words: String
    /// The zone numbers to search; empty for all.
    package var zones: [Int16]
    /// How many days back to search, by the server's clock.
    package var days: Int

    /// Creates a search from its parts.
    package init(words: String, zones: [Int16] = [], days: Int = MessageSearch.defaultDays) {
        self.words = words
        self.zones = zones
        self.days = days
    }

    /// The default range in days. A quarter is small enough to search instantly.
    package static let defaultDays = 90
    /// Covers the whole history of any company.
    package static let allDays = 36_500
}

/// A search result.
package struct FoundMessage: Sendable, Hashable {
    /// The message.
    package var id: Identifier<Message>
    /// Its conversation.
    package var conversation: Identifier<Conversation>
    /// Its sequence number in the conversation.
    package var sequence: Int64
    /// When it was written.
    package var createdAt: Timestamp
    /// The kind of sender.
    package var sender: SenderType
    /// The sender's name; nil if unknown.
    package var senderName: UntrustedText?
    /// Whether it is an internal note.
    package var isInternal: Bool
    /// About 240 characters around the first match.
    package var excerpt: UntrustedText
    /// The conversation's state.
    package var state: ConversationState
    /// The guest's name; nil if unknown.
    package var guestName: UntrustedText?
    /// The property's name; nil if there is none or the current user may not see it.
    package var propertyName: UntrustedText?

    /// Creates a found message from its columns.
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

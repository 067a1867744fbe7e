/// Where a guest can be written to: an address on one of the house's accounts.
package struct GuestChannel: Sendable, Hashable {
    /// The house's account.
    package var account: UntrustedText
    /// The account's channel.
    package var channel: Channel
    /// The guest's address there.
    package var address: UntrustedText
    /// Whether the channel vouches that the address is the guest's.
    package var isVerified: Bool
    /// Whether the guest has written from it.
    package var hasWritten: Bool
    /// The conversation there that isn't archived; nil if there is none that the user can read.
    package var conversation: Identifier<Conversation>?

    /// Creates a channel from its columns.
    package init(
        account: UntrustedText,
        channel: Channel,
        address: UntrustedText,
        isVerified: Bool,
        hasWritten: Bool,
        conversation: Identifier<Conversation>?
    ) {
        self.account = account
        self.channel = channel
        self.address = address
        self.isVerified = isVerified
        self.hasWritten = hasWritten
        self.conversation = conversation
    }
}

/// What the house writes first: a text, or one of the account's templates with its values.
package enum OpeningMessage: Sendable, Hashable {
    /// Free text.
    case text(String)
    /// A template.
    case template(Identifier<MessageTemplate>, values: [String])
}

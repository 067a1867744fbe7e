/// A message as its writer hands it over; the id is made before the first try, so that a second try stores nothing new.
package struct OutgoingMessage: Sendable, Hashable {
    /// Made by the writer.
    package var id: Identifier<Message>
    /// The conversation it goes to.
    package var conversation: Identifier<Conversation>
    /// The text.
    package var body: String
    /// A note of the house, never sent to the guest.
    package var isInternal: Bool
    /// The number of the last message that the writer had seen; nil to send whatever came since.
    package var expectedSequence: Int64?
    /// The conversation then waits for the guest.
    package var waitsForGuest: Bool

    /// A message from its parts.
    package init(
        id: Identifier<Message>,
        conversation: Identifier<Conversation>,
        body: String,
        isInternal: Bool,
        expectedSequence: Int64?,
        waitsForGuest: Bool = false
    ) {
        self.id = id
        self.conversation = conversation
        self.body = body
        self.isInternal = isInternal
        self.expectedSequence = expectedSequence
        self.waitsForGuest = waitsForGuest
    }
}

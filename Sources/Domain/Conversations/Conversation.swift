/// A conversation with one guest on one channel, as a row of the inbox shows it.
package struct Conversation: Sendable, Hashable {
    /// Who it is.
    package var id: Identifier<Conversation>
    /// Where it stands.
    package var state: ConversationState
    /// How much it presses.
    package var priority: Priority
    /// The way the guest writes.
    package var channel: Channel
    /// The phase of the guest's journey, by its label (PRE_RESERVATION …).
    package var journeyPhase: String
    /// What it is about, if anybody said so.
    package var subject: UntrustedText?
    /// Words that people put on it.
    package var tags: [UntrustedText]
    /// Whose it is; nil where nobody's.
    package var assignee: Identifier<Person>?
    /// The assignee's name as colleagues see it; nil where nobody's or hidden from the user.
    package var assigneeName: UntrustedText?
    /// The zone of the reservation's property, by its label; nil for the common queue.
    package var zone: String?
    /// The guest; nil where the channel gave none.
    package var guest: Identifier<Guest>?
    /// The guest's name; nil where unknown.
    package var guestName: UntrustedText?
    /// The guest's country, as the channel wrote it.
    package var guestCountry: UntrustedText?
    /// The property of the reservation.
    package var propertyName: UntrustedText?
    /// First day of the stay.
    package var checkIn: CalendarDay?
    /// Last day of the stay.
    package var checkOut: CalendarDay?
    /// When the last message came or went.
    package var lastMessageAt: Timestamp
    /// The beginning of the last message that the guest wrote or can read (some 200 characters).
    package var lastMessage: UntrustedText?
    /// Who wrote that last message.
    package var lastSender: SenderType?
    /// The number of its last message; 0 where there is none.
    package var lastSequence: Int64
    /// How many messages the user has not seen.
    package var unread: Int64
    /// The next deadline of an answer that is owed, of whatever kind; nil where none is.
    package var replyDueAt: Timestamp?
    /// Counts its assignments; a reassignment names the one that it saw.
    package var assignVersion: Int32
    /// When it began.
    package var createdAt: Timestamp
    /// When the first message came that nobody has answered, as far as an answer was owed; nil where all are.
    package var awaitingReplySince: Timestamp?
    /// When the targets alone ask for an answer; nil where none is owed or no target fits.
    package var slaDueAt: Timestamp?
    /// When the guest last wrote; nil where they never did, or long ago and nobody kept it.
    package var lastGuestAt: Timestamp?
    /// The conversations whose messages its thread shows, itself first; empty where it shows its own alone.
    package var parts: [ThreadPart]
    /// Counts how often its thread was put together anew; the numbers of messages hold for one version.
    package var threadVersion: Int32

    /// A row from its columns.
    package init(
        id: Identifier<Conversation>,
        state: ConversationState,
        priority: Priority,
        channel: Channel,
        journeyPhase: String,
        subject: UntrustedText?,
        tags: [UntrustedText],
        assignee: Identifier<Person>?,
        assigneeName: UntrustedText?,
        zone: String?,
        guest: Identifier<Guest>?,
        guestName: UntrustedText?,
        guestCountry: UntrustedText?,
        propertyName: UntrustedText?,
        checkIn: CalendarDay?,
        checkOut: CalendarDay?,
        lastMessageAt: Timestamp,
        lastMessage: UntrustedText?,
        lastSender: SenderType?,
        lastSequence: Int64,
        unread: Int64,
        answerDueAt: Timestamp?,
        assignVersion: Int32,
        createdAt: Timestamp,
        owedSince: Timestamp? = nil,
        targetDueAt: Timestamp? = nil,
        lastGuestAt: Timestamp? = nil,
        parts: [ThreadPart] = [],
        threadVersion: Int32 = 0
    ) {
        self.id = id
        self.state = state
        self.priority = priority
        self.channel = channel
        self.journeyPhase = journeyPhase
        self.subject = subject
        self.tags = tags
        self.assignee = assignee
        self.assigneeName = assigneeName
        self.zone = zone
        self.guest = guest
        self.guestName = guestName
        self.guestCountry = guestCountry
        self.propertyName = propertyName
        self.checkIn = checkIn
        self.checkOut = checkOut
        self.lastMessageAt = lastMessageAt
        self.lastMessage = lastMessage
        self.lastSender = lastSender
        self.lastSequence = lastSequence
        self.unread = unread
        self.replyDueAt = answerDueAt
        self.assignVersion = assignVersion
        self.createdAt = createdAt
        self.awaitingReplySince = owedSince
        self.slaDueAt = targetDueAt
        self.lastGuestAt = lastGuestAt
        self.parts = parts
        self.threadVersion = threadVersion
    }
}

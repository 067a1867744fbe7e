/// A conversation with one guest on one channel, as a row of the inbox.
package struct Conversation: Sendable, Hashable {
    /// The conversation's id.
    package var id: Identifier<Conversation>
    /// The conversation's state.
    package var state: ConversationState
    /// The conversation's priority.
    package var priority: Priority
    /// The guest's channel.
    package var channel: Channel
    /// The phase of the guest journey, by its label (PRE_RESERVATION …).
    package var journeyPhase: String
    /// The subject; nil if none was set.
    package var subject: UntrustedText?
    /// The tags set by the desk.
    package var tags: [UntrustedText]
    /// The assignee; nil if unassigned.
    package var assignee: Identifier<Person>?
    /// The assignee's name as colleagues see it; nil if unassigned or hidden from the current user.
    package var assigneeName: UntrustedText?
    /// The zone label of the reservation's property; nil for the common queue.
    package var zone: String?
    /// The guest; nil if the channel sent none.
    package var guest: Identifier<Guest>?
    /// The guest's name; nil if unknown.
    package var guestName: UntrustedText?
    /// The guest's country, as the channel sent it.
    package var guestCountry: UntrustedText?
    /// The name of the reservation's property.
    package var propertyName: UntrustedText?
    /// The reservation's first day.
    package var checkIn: CalendarDay?
    /// The reservation's last day.
    package var checkOut: CalendarDay?
    /// When the last message was received or sent.
    package var lastMessageAt: Timestamp
    /// The beginning of the last message visible to the guest (about 200 characters).
    package var lastMessage: UntrustedText?
    /// Who sent that message.
    package var lastSender: SenderType?
    /// The sequence number of the last message; 0 if there is none.
    package var lastSequence: Int64
    /// The number of messages that the current user hasn't read.
    package var unread: Int64
    /// The earliest deadline of any kind for the pending reply; nil if no reply is due.
    package var replyDueAt: Timestamp?
    /// The assignment version; a reassignment passes the version it saw.
    package var assignVersion: Int32
    /// When the conversation was created.
    package var createdAt: Timestamp
    /// When the oldest unanswered guest message arrived; nil if no reply is pending.
    package var awaitingReplySince: Timestamp?
    /// When the SLA targets require a reply; nil if none is pending or no target applies.
    package var slaDueAt: Timestamp?
    /// When the guest last wrote; nil if they never did, or if that is too long ago to be on record.
    package var lastGuestAt: Timestamp?
    /// The conversations merged into its thread, itself first; empty if it isn't merged.
    package var parts: [ThreadPart]
    /// The thread version, incremented by each merge and unmerge; sequence numbers are valid for one version.
    package var threadVersion: Int32
    /// What the last message visible to the guest brought beside its text.
    package var lastMessageDetails: MessageDetails
    /// Since when a reply is known not to have reached the guest; nil if none failed, or one was sent since.
    package var failedSince: Timestamp?

    /// Creates a row from its columns.
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
        threadVersion: Int32 = 0,
        lastMessageDetails: MessageDetails = MessageDetails(),
        failedSince: Timestamp? = nil
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
        self.lastMessageDetails = lastMessageDetails
        self.failedSince = failedSince
    }
}

import Console
import Domain
import Text

/// A conversation as JSON: unescaped texts, database labels, RFC 3339 times in UTC.
struct ConversationOutput: Encodable {
    let id, state, priority, channel, journeyPhase, lastMessageAt, createdAt: String
    let subject, assignee, assigneeName, zone, guest, guestCountry, property, checkIn, checkOut, lastMessage,
        lastMessageSummary, lastSender, answerDueAt, deadline, owedSince, windowClosesAt, failedSince: String?
    /// Where to go; nil unless it was asked for.
    private(set) var address, accessNotes: String?
    let tags: [String]
    /// The conversations of its thread, itself first; empty if it isn't merged.
    let merged: [String]
    let lastSequence, unread: Int64

    /// Creates the output with where to go.
    init(_ conversation: Conversation, at place: Property?) {
        self.init(conversation)
        address = place?.address.original
        accessNotes = place?.accessNotes?.original
    }

    init(_ conversation: Conversation) {
        id = conversation.id.description
        state = conversation.state.label
        priority = conversation.priority.label
        channel = conversation.channel.label
        journeyPhase = conversation.journeyPhase
        lastMessageAt = conversation.lastMessageAt.rfc3339
        createdAt = conversation.createdAt.rfc3339
        subject = conversation.subject?.original
        assignee = conversation.assignee?.description
        assigneeName = conversation.assigneeName?.original
        zone = conversation.zone
        guest = conversation.guestName?.original
        guestCountry = conversation.guestCountry?.original
        property = conversation.propertyName?.original
        checkIn = conversation.checkIn?.iso
        checkOut = conversation.checkOut?.iso
        lastMessage = conversation.lastMessage?.original
        let words = conversation.lastMessageDetails.summary(in: .english).plain
        lastMessageSummary = words.isEmpty ? nil : words
        lastSender = conversation.lastSender?.label
        answerDueAt = conversation.replyDueAt?.rfc3339
        deadline = conversation.deadline?.kind.rawValue
        owedSince = conversation.awaitingReplySince?.rfc3339
        windowClosesAt = conversation.threadParts.compactMap(\.windowClosesAt).max()?.rfc3339
        failedSince = conversation.failedSince?.rfc3339
        tags = conversation.tags.map(\.original)
        merged = conversation.parts.map(\.id.description)
        lastSequence = conversation.lastSequence
        unread = conversation.unread
    }
}

/// A message as JSON.
struct MessageOutput: Encodable {
    let id, senderType, content, type, createdAt: String
    let conversation, channel: String?
    let sender, senderName, delivery, failure, template, heldUntil: String?
    let attachments: [String]
    /// What it brings beside its text, in words; absent if nothing.
    let summary, subject, signature, editedAt, deletedAt, reservation: String?
    let earlierVersions: [String]
    let sequence: Int64
    let isInternal, isAutomated: Bool

    init(_ message: Message) {
        id = message.id.description
        conversation = message.conversation?.description
        channel = message.channel?.label
        senderType = message.senderType.label
        content = message.content.original
        type = message.type
        createdAt = message.createdAt.rfc3339
        sender = message.sender?.description
        senderName = message.senderName?.original
        delivery = message.delivery?.rawValue
        failure = message.failure?.original
        template = message.template?.original
        heldUntil = message.heldUntil?.rfc3339
        attachments = message.attachments.map(\.name.original)
        let words = message.details.summary(in: .english).plain
        summary = words.isEmpty ? nil : words
        subject = message.subject?.original
        signature = message.signature?.original
        editedAt = message.editedAt?.rfc3339
        deletedAt = message.deletedAt?.rfc3339
        reservation = message.reservation?.description
        earlierVersions = message.earlierVersions.map(\.original)
        sequence = message.sequence
        isInternal = message.isInternal
        isAutomated = message.isAutomated
    }
}

/// A receipt as JSON.
struct ReceiptOutput: Encodable {
    let id, state, createdAt: String
    let assignee: String?
    let sequence: Int64
    let wasAlreadySent: Bool

    init(_ receipt: MessageReceipt, of message: OutgoingMessage) {
        id = message.id.description
        state = receipt.state.label
        createdAt = receipt.createdAt.rfc3339
        assignee = receipt.assignee?.description
        sequence = receipt.sequence
        wasAlreadySent = receipt.wasAlreadySent
    }
}

extension SafeText {
    /// Creates the display text of an optional untrusted text.
    init(_ text: UntrustedText?, or other: String) {
        self = text.map { SafeText($0) } ?? SafeText(trusted: other)
    }
}

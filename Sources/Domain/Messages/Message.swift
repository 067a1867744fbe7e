/// Who wrote a message.
package enum SenderType: Sendable, Hashable {
    /// The guest.
    case guest
    /// A person of the company.
    case agent
    /// An automatic dialogue.
    case chatbot
    /// A language model.
    case ai
    /// The system itself, about the conversation.
    case system
    /// A sender of another deployment, by its label.
    case other(String)

    /// The sender types of the specification.
    package static let all: [Self] = [.guest, .agent, .chatbot, .ai, .system]

    /// The sender type of a label as the database has it.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The label as the database has it.
    package var label: String {
        switch self {
        case .guest: "guest"
        case .agent: "agent"
        case .chatbot: "chatbot"
        case .ai: "ai"
        case .system: "system"
        case .other(let label): label
        }
    }
}

/// How far a message has come on its way to the guest.
package enum DeliveryState: String, Sendable, Hashable, CaseIterable {
    /// Stored; the channel hasn't taken it yet.
    case queued
    /// The channel took it.
    case sent
    /// It reached the guest's device.
    case delivered
    /// The guest has seen it.
    case read
    /// The channel refused it.
    case failed
}

/// One message of a thread, a note of the house, or a line of the system.
package struct Message: Sendable, Hashable {
    /// Who it is; made by the writer, so that sending twice stores once.
    package var id: Identifier<Message>
    /// Its place in the thread: 1, 2, 3 … without gaps, over all conversations of a merged one.
    package var sequence: Int64
    /// The person who wrote it; nil for guests and machines.
    package var sender: Identifier<Person>?
    /// What kind of writer.
    package var senderType: SenderType
    /// The writer's name as it was then.
    package var senderName: UntrustedText?
    /// The text.
    package var content: UntrustedText
    /// What it carries, by its label (text, image, file, video, audio, system).
    package var type: String
    /// A note of the house, never sent to the guest.
    package var isInternal: Bool
    /// Written by a machine.
    package var isAutomated: Bool
    /// The names of its attachments.
    package var attachments: [UntrustedText]
    /// How far it has come; nil for what isn't sent.
    package var delivery: DeliveryState?
    /// When it was stored.
    package var createdAt: Timestamp
    /// The conversation that it belongs to, and the way it came or goes; nil where that isn't known.
    package var conversation: Identifier<Conversation>?
    /// See `conversation`.
    package var channel: Channel?

    /// A message from its columns.
    package init(
        id: Identifier<Message>,
        sequence: Int64,
        sender: Identifier<Person>?,
        senderType: SenderType,
        senderName: UntrustedText?,
        content: UntrustedText,
        type: String,
        isInternal: Bool,
        isAutomated: Bool,
        attachments: [UntrustedText],
        delivery: DeliveryState?,
        createdAt: Timestamp,
        conversation: Identifier<Conversation>? = nil,
        channel: Channel? = nil
    ) {
        self.id = id
        self.sequence = sequence
        self.sender = sender
        self.senderType = senderType
        self.senderName = senderName
        self.content = content
        self.type = type
        self.isInternal = isInternal
        self.isAutomated = isAutomated
        self.attachments = attachments
        self.delivery = delivery
        self.createdAt = createdAt
        self.conversation = conversation
        self.channel = channel
    }
}

/// Where a message went when it was stored.
package struct MessageReceipt: Sendable, Hashable {
    /// Its place in the thread.
    package var sequence: Int64
    /// When it was stored.
    package var createdAt: Timestamp
    /// Where the conversation stands now.
    package var state: ConversationState
    /// Whose the conversation is now.
    package var assignee: Identifier<Person>?
    /// It had been stored before, by an earlier try.
    package var wasAlreadySent: Bool

    /// A receipt from its columns.
    package init(
        sequence: Int64,
        createdAt: Timestamp,
        state: ConversationState,
        assignee: Identifier<Person>?,
        wasAlreadySent: Bool
    ) {
        self.sequence = sequence
        self.createdAt = createdAt
        self.state = state
        self.assignee = assignee
        self.wasAlreadySent = wasAlreadySent
    }
}

import Domain
import Text

/// Request about writing to a guest first, or with a template.
package enum OutreachRequest: Sendable, Hashable {
    /// Read where a guest can be written to.
    case readChannels(of: Identifier<Guest>)
    /// Read the templates that a recipient can be sent.
    case readTemplates(TemplateRecipient)
    /// Write to a guest on a channel, beginning a conversation if there is none.
    case start(StartRequest)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> OutreachEvent {
        switch self {
        case .readChannels(let guest): .channelsRead(of: guest, .failure(failure))
        case .readTemplates(let recipient): .templatesRead(recipient, .failure(failure))
        case .start(let request): .started(request, .failure(failure))
        }
    }
}

/// Response to an `OutreachRequest`.
package enum OutreachEvent: Sendable {
    /// Where a guest can be written to.
    case channelsRead(of: Identifier<Guest>, Result<[GuestChannel], Failure>)
    /// The templates that a recipient can be sent.
    case templatesRead(TemplateRecipient, Result<[MessageTemplate], Failure>)
    /// The conversation that was written in.
    case started(StartRequest, Result<Identifier<Conversation>, Failure>)
}

/// Whom a template goes to.
package enum TemplateRecipient: Sendable, Hashable {
    /// The guest of a conversation.
    case conversation(Identifier<Conversation>)
    /// A guest on a channel without a conversation.
    case channel(GuestChannel, of: GuestName)
}

/// A guest whom the current user writes to, with the name that boxes show.
package struct GuestName: Sendable, Hashable {
    /// The guest.
    package let id: Identifier<Guest>
    /// The name; empty if unknown.
    package let name: SafeText
}

/// The ids of a message that is about to be written: made before the first try, so that a retry stores nothing twice.
package struct NewMessageIDs: Sendable, Hashable {
    /// The message's id.
    package let message: Identifier<Message>
    /// The id of the request that takes it back.
    let withdrawal: Identifier<Message>

    init(using generator: inout some RandomNumberGenerator) {
        message = Identifier(using: &generator)
        withdrawal = Identifier(using: &generator)
    }
}

/// The first message to a guest on a channel.
package struct StartRequest: Sendable, Hashable {
    /// The message's ids.
    package let ids: NewMessageIDs
    /// The guest.
    package let guest: GuestName
    /// The channel.
    package let channel: GuestChannel
    /// What is written.
    package let opening: OpeningMessage
    /// The text that the guest reads.
    package let text: String
    /// The failed message that it sends again; nil for a new one.
    package let resends: Identifier<Message>?
}

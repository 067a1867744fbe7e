import Postgres

/// An event on a channel or at a colleague's console.
enum TrafficEvent: Equatable, Sendable {
    /// A guest writes.
    case guestWrites(ConversationKey, text: String)
    /// The company replies from outside the console.
    case companyAnswers(ConversationKey, sender: Sender, text: String)
    /// The delivery state of a console's message.
    case delivered(message: UUIDBytes, conversation: UUIDBytes, state: State)
    /// A colleague, by staff number, acts at their console.
    case colleague(Int, ConsoleAction)

    /// The parties of a conversation: a guest, by number, on a channel, about a reservation in a zone; zone 0 is the
    /// common queue.
    struct ConversationKey: Hashable, Sendable {
        let guest: Int
        let channel: GuestThread.Channel
        let zone: Int
        /// The initial assignee's staff number; nil if unassigned.
        let owner: Int?
        /// The conversation in the initial data; nil until the guest's message reveals it.
        var conversation: UUIDBytes?
    }

    /// Who replies from outside this console.
    enum Sender: Equatable, Sendable {
        case chatbot, ai
        /// A colleague, by staff number.
        case colleague(Int)

        /// The database's label.
        var label: String {
            switch self {
            case .chatbot: "chatbot"
            case .ai: "ai"
            case .colleague: "agent"
            }
        }
    }

    /// A colleague's action.
    enum ConsoleAction: Equatable, Sendable {
        /// Views the inbox.
        case viewInbox
        /// Opens a conversation.
        case open(ConversationKey)
        /// Starts typing in it.
        case type(ConversationKey)
        /// Returns to the inbox.
        case close
        /// Has pressed no key for `seconds`.
        case goIdle(seconds: Int)
        /// Returns from being idle.
        case resume
    }

    /// A delivery state; the raw value is the database's.
    enum State: String, Sendable {
        case sent, delivered, read
    }

    /// A future event.
    struct ScheduledEvent: Equatable, Sendable {
        let delay: Duration
        let event: TrafficEvent
    }
}

/// A message that a console has queued for a channel.
struct QueuedMessage: Equatable, Sendable {
    let message: UUIDBytes
    let conversation: UUIDBytes
    let channel: GuestThread.Channel
    /// The guest's number; nil for a guest that the demo didn't generate.
    let guest: Int?
}

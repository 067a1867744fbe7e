import Postgres

/// Something that happens on the channels' side, or at a colleague's console.
enum TrafficEvent: Equatable, Sendable {
    /// A guest writes.
    case guestWrites(ConversationKey, text: String)
    /// Somebody answers beside the console.
    case companyAnswers(ConversationKey, sender: Sender, text: String)
    /// A message of the console came so far.
    case delivered(message: UUIDBytes, conversation: UUIDBytes, state: State)
    /// A colleague, by their number among the staff, does something at their console.
    case colleague(Int, ConsoleAction)

    /// Who speaks with whom: a guest, by number, on a channel, about a stay in a zone; 0 is the common queue.
    struct ConversationKey: Hashable, Sendable {
        let guest: Int
        let channel: GuestThread.Channel
        let zone: Int
        /// Whose the conversation was when the company began, by their number among the staff; nil for nobody's.
        let owner: Int?
        /// The conversation where the company's beginning had it; nil where the guest's message will tell.
        var conversation: UUIDBytes?
    }

    /// Who answers beside this console.
    enum Sender: Equatable, Sendable {
        case chatbot, ai
        /// A colleague, by their number among the staff.
        case colleague(Int)

        /// The database's word.
        var label: String {
            switch self {
            case .chatbot: "chatbot"
            case .ai: "ai"
            case .colleague: "agent"
            }
        }
    }

    /// What a colleague does.
    enum ConsoleAction: Equatable, Sendable {
        /// Looks over the list for what of theirs waits.
        case viewInbox
        /// Opens a conversation.
        case open(ConversationKey)
        /// Begins to type in it.
        case type(ConversationKey)
        /// Goes back to the list.
        case close
        /// Has pressed no key for so many seconds.
        case goIdle(seconds: Int)
        /// Sits down again.
        case resume
    }

    /// How far a message came; the raw value is the database's.
    enum State: String, Sendable {
        case sent, delivered, read
    }

    /// An event that is to come.
    struct ScheduledEvent: Equatable, Sendable {
        let delay: Duration
        let event: TrafficEvent
    }
}

/// A message that the console has queued for a channel.
struct QueuedMessage: Equatable, Sendable {
    let message: UUIDBytes
    let conversation: UUIDBytes
    let channel: GuestThread.Channel
    /// The guest's number, or nil for one whom the demo didn't invent.
    let guest: Int?
}

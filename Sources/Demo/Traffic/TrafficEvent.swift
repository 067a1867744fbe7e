import Postgres

/// Something that happens on the channels' side.
enum TrafficEvent: Equatable, Sendable {
    /// A guest, by number, writes on a channel.
    case guestWrites(guest: Int, channel: GuestThread.Channel, text: String)
    /// A machine, or a colleague in the channel's own app, answers.
    case companyAnswers(guest: Int, channel: GuestThread.Channel, sender: Sender, text: String)
    /// A message of the console came so far.
    case delivered(message: UUIDBytes, conversation: UUIDBytes, state: State)

    /// Who answers beside the console; the raw value is the database's.
    enum Sender: String, Sendable {
        case chatbot, ai, agent
    }

    /// How far a message came; the raw value is the database's.
    enum State: String, Sendable {
        case sent, delivered, read
    }

    /// An event that is to come.
    struct Coming: Equatable, Sendable {
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

import Domain

/// The requests about deliveries.
package enum DeliveriesRequest: Sendable, Hashable {
    /// Reads a page of deliveries.
    case readPage(DeliveryPageRequest)
    /// Reads every attempt of an event.
    case readAttempts(Identifier<Delivery>)
    /// Reads the dead letters that match, to send them anew.
    case readDeadLetters(DeliveryFilter)
    /// Sends events anew, each to the configuration that it is listed under.
    case replay([Identifier<Webhook>: [Identifier<Delivery>]])
    /// Reads what became of a conversation's events.
    case readOfConversation(Identifier<Conversation>)

    /// The most dead letters that are sent anew at once.
    package static let replayLimit = 1_000

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> DeliveriesEvent {
        switch self {
        case .readPage(let read): .pageRead(read, .failure(failure))
        case .readAttempts(let event): .attemptsRead(of: event, .failure(failure))
        case .readDeadLetters(let filter): .deadLettersRead(filter, .failure(failure))
        case .replay: .replayed(.failure(failure))
        case .readOfConversation(let id): .conversationRead(id, .failure(failure))
        }
    }
}

/// The responses to `DeliveriesRequest`.
package enum DeliveriesEvent: Sendable {
    /// A page of deliveries, newest first.
    case pageRead(DeliveryPageRequest, Result<[Delivery], Failure>)
    /// Every attempt of an event, first to last.
    case attemptsRead(of: Identifier<Delivery>, Result<[DeliveryAttempt], Failure>)
    /// The newest dead letters that match, at most `replayLimit`.
    case deadLettersRead(DeliveryFilter, Result<[Delivery], Failure>)
    /// How many events are sent anew.
    case replayed(Result<Int, Failure>)
    /// What became of a conversation's events, newest first.
    case conversationRead(Identifier<Conversation>, Result<[ConversationDelivery], Failure>)
}

/// A page of deliveries to read.
package struct DeliveryPageRequest: Sendable, Hashable {
    /// The deliveries to read.
    package var filter: DeliveryFilter
    /// Where the page before ended; nil for the first page.
    package var before: Delivery.Position?
    /// At most so many.
    package var limit: Int
}

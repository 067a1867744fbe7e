import Domain

/// How long WhatsApp takes free text in a conversation. The server has the last word: clocks differ.
struct Window {
    /// Whole minutes that are left; 0 or less where it has closed.
    let minutes: Int

    /// Fewer minutes than this are few.
    private static let few = 180

    /// Nil on other channels, and where nothing tells when the guest last wrote.
    init?(of conversation: Conversation, _ entries: [ThreadEntry], at now: Timestamp) {
        guard conversation.channel == .whatsapp else { return nil }
        let read = entries.last { $0.message.senderType == .guest }?.message.createdAt
        guard let last = [conversation.lastGuestAt, read].compactMap({ $0 }).max() else { return nil }
        minutes = 24 * 60 - Due.minutes(from: last, to: now)
    }

    /// Whether free text goes no more.
    var isClosed: Bool { minutes <= 0 }

    /// Whether the writer is to be told while writing.
    var closesSoon: Bool { !isClosed && minutes < Self.few }

    /// What stands beside the channel.
    var phrase: DeadlinePhrase { isClosed ? .windowOver : .windowLeft(minutes: minutes) }
}

extension ThreadState {
    /// The window of its conversation; nil where there is none.
    func window(at now: Timestamp) -> Window? { Window(of: conversation, entries, at: now) }
}

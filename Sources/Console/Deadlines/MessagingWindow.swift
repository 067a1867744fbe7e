import Domain

/// How long WhatsApp takes free text in a conversation. The server has the last word: clocks differ.
struct MessagingWindow {
    /// Whole minutes that are left; 0 or less where it has closed.
    let minutes: Int

    /// Fewer minutes than this are few.
    private static let closingSoonThreshold = 180

    /// Nil on other channels, and where nothing tells when the guest last wrote.
    init?(of part: ThreadPart, _ entries: [ThreadEntry], at now: Timestamp) {
        guard part.channel == .whatsapp else { return nil }
        let read = entries.last { entry in
            entry.message.senderType == .guest && entry.message.conversation.map { $0 == part.id } != false
        }?.message.createdAt
        guard let last = [part.lastGuestAt, read].compactMap({ $0 }).max() else { return nil }
        minutes = 24 * 60 - DueLabel.minutes(from: last, to: now)
    }

    /// Whether free text goes no more.
    var isClosed: Bool { minutes <= 0 }

    /// Whether the writer is to be told while writing.
    var closesSoon: Bool { !isClosed && minutes < Self.closingSoonThreshold }

    /// What stands beside the channel.
    var phrase: DeadlinePhrase { isClosed ? .windowClosed : .windowLeft(minutes: minutes) }
}

extension ThreadState {
    /// The window of its conversation, in a merged thread of the one that the guest wrote in last; nil where there is none.
    func messagingWindow(at now: Timestamp) -> MessagingWindow? {
        messagingWindow(of: conversation.latestPart, at: now)
    }

    /// The window of one of its conversations; nil where there is none.
    func messagingWindow(of part: ThreadPart, at now: Timestamp) -> MessagingWindow? {
        MessagingWindow(of: part, entries, at: now)
    }
}

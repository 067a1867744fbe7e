import Domain

/// WhatsApp's 24-hour window for free text in a conversation. The server decides, since clocks differ.
struct MessagingWindow {
    /// Whole minutes left; 0 or less if closed.
    let minutes: Int

    /// The window closes soon below this many minutes.
    private static let closingSoonThreshold = 180

    /// Returns nil for other channels, and if it is unknown when the guest last wrote.
    init?(of part: ThreadPart, _ entries: [ThreadEntry], at now: Timestamp) {
        guard part.channel == .whatsapp else { return nil }
        let read = entries.last { entry in
            entry.message.senderType == .guest && entry.message.conversation.map { $0 == part.id } != false
        }?.message.createdAt
        guard let last = [part.lastGuestAt, read].compactMap({ $0 }).max() else { return nil }
        minutes = 24 * 60 - DueLabel.minutes(from: last, to: now)
    }

    /// Whether WhatsApp no longer accepts free text.
    var isClosed: Bool { minutes <= 0 }

    /// Whether to warn the user while writing.
    var closesSoon: Bool { !isClosed && minutes < Self.closingSoonThreshold }

    /// The text beside the channel.
    var phrase: DeadlinePhrase { isClosed ? .windowClosed : .windowLeft(minutes: minutes) }
}

extension ThreadState {
    /// Returns the window of the thread's conversation, in a merged thread of the one where the guest wrote last; nil
    /// if there is none.
    func messagingWindow(at now: Timestamp) -> MessagingWindow? {
        messagingWindow(of: conversation.latestPart, at: now)
    }

    /// Returns the window of one of the thread's conversations; nil if there is none.
    func messagingWindow(of part: ThreadPart, at now: Timestamp) -> MessagingWindow? {
        MessagingWindow(of: part, entries, at: now)
    }
}

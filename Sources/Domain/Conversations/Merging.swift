/// A conversation that shows in a merged thread, its head among them.
package struct ThreadPart: Sendable, Hashable {
    /// The conversation.
    package var id: Identifier<Conversation>
    /// The way the guest writes in it.
    package var channel: Channel
    /// When the guest last wrote in it; nil where they never did, or long ago and nobody kept it.
    package var lastGuestAt: Timestamp?

    /// A part from its columns.
    package init(id: Identifier<Conversation>, channel: Channel, lastGuestAt: Timestamp?) {
        self.id = id
        self.channel = channel
        self.lastGuestAt = lastGuestAt
    }

    /// When WhatsApp's window closes, 24 hours after the guest's last message; nil on other channels, and where it isn't
    /// known when the guest last wrote.
    package var windowClosesAt: Timestamp? {
        guard channel == .whatsapp, let lastGuestAt else { return nil }
        return Timestamp(microseconds: lastGuestAt.microseconds + 24 * 3_600_000_000)
    }
}

extension Conversation {
    /// Whether its thread shows other conversations too.
    package var isMerged: Bool { parts.count > 1 }

    /// The conversations of its thread, one where it shows alone.
    package var threadParts: [ThreadPart] {
        isMerged ? parts : [ThreadPart(id: id, channel: channel, lastGuestAt: lastGuestAt)]
    }

    /// Where the guest wrote last: what a reply goes to unless its writer says otherwise.
    package var latestPart: ThreadPart {
        let own = ThreadPart(id: id, channel: channel, lastGuestAt: lastGuestAt)
        return threadParts.max { ($0.lastGuestAt ?? .beginningOfTime) < ($1.lastGuestAt ?? .beginningOfTime) } ?? own
    }
}

extension Conversation {
    /// Whether its thread shows that one, itself included.
    package func contains(_ id: Identifier<Conversation>) -> Bool { id == self.id || parts.contains { $0.id == id } }

    /// One of its thread's conversations; nil where it isn't one.
    package func part(_ id: Identifier<Conversation>) -> ThreadPart? { threadParts.first { $0.id == id } }
}

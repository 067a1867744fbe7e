/// A conversation shown in a merged thread, the head included.
package struct ThreadPart: Sendable, Hashable {
    /// The conversation.
    package var id: Identifier<Conversation>
    /// The guest's channel in it.
    package var channel: Channel
    /// When the guest last wrote in it; nil if they never did, or if that is too long ago to be on record.
    package var lastGuestAt: Timestamp?

    /// Creates a part from its columns.
    package init(id: Identifier<Conversation>, channel: Channel, lastGuestAt: Timestamp?) {
        self.id = id
        self.channel = channel
        self.lastGuestAt = lastGuestAt
    }

    /// When WhatsApp's messaging window closes, 24 hours after the guest's last message; nil on other channels, or if
    /// the time of that message is unknown.
    package var windowClosesAt: Timestamp? {
        guard channel == .whatsapp, let lastGuestAt else { return nil }
        return Timestamp(microseconds: lastGuestAt.microseconds + 24 * 3_600_000_000)
    }
}

extension Conversation {
    /// Whether its thread includes other conversations.
    package var isMerged: Bool { parts.count > 1 }

    /// The conversations of its thread; only itself if it isn't merged.
    package var threadParts: [ThreadPart] {
        isMerged ? parts : [ThreadPart(id: id, channel: channel, lastGuestAt: lastGuestAt)]
    }

    /// The part in which the guest wrote last: the default target of a reply.
    package var latestPart: ThreadPart {
        let own = ThreadPart(id: id, channel: channel, lastGuestAt: lastGuestAt)
        return threadParts.max { ($0.lastGuestAt ?? .beginningOfTime) < ($1.lastGuestAt ?? .beginningOfTime) } ?? own
    }
}

extension Conversation {
    /// Whether its thread includes the conversation; true for itself.
    package func contains(_ id: Identifier<Conversation>) -> Bool { id == self.id || parts.contains { $0.id == id } }

    /// The part of its thread with this id; nil if there is none.
    package func part(_ id: Identifier<Conversation>) -> ThreadPart? { threadParts.first { $0.id == id } }
}

import Domain
import Text

/// A conversation with its texts already converted to screen cells, so that drawing only copies. An unchanged row stays
/// the same object across frames, so identity tells the renderer what it can skip.
package final class ConversationRow: Sendable, Equatable {
    /// The conversation as read.
    package let conversation: Conversation
    /// The guest's name; empty if unknown.
    package let guest: SafeText
    /// The property's name; empty if there is none.
    package let property: SafeText
    /// The start of the last message, or the subject if there is no message, on one line.
    package let preview: SafeText
    /// What the last message brought beside its text; nil if nothing.
    let details: MessageDetails?
    /// The assignee's name; empty if unassigned.
    package let assignee: SafeText
    /// The zone's label; empty for the common queue.
    package let zone: SafeText
    /// The zone's label without its city prefix.
    package let zoneShortName: SafeText
    /// The abbreviation of the channel the guest last wrote on.
    let channel: SafeText
    /// The next deadline; nil if there is none.
    let deadline: Deadline?
    /// The unread count, at most three characters ("99+"); empty if there is none.
    package let unread: SafeText

    /// Whether the conversation is archived, and so read-only.
    var isArchived: Bool { conversation.state == .archivee }

    /// Converts a conversation's texts to screen cells.
    package init(_ conversation: Conversation) {
        self.conversation = conversation
        guest = Self.safe(conversation.guestName)
        property = Self.safe(conversation.propertyName)
        let text = conversation.lastMessage.flatMap { $0.isEmpty ? nil : $0 }
        preview = Self.safe(text ?? (conversation.lastMessageDetails.kind == .text ? conversation.subject : nil))
        let isPlain = conversation.lastMessageDetails == MessageDetails()
        details = isPlain ? nil : conversation.lastMessageDetails
        assignee = Self.safe(conversation.assigneeName)
        zone = SafeText(UntrustedText(conversation.zone ?? ""))
        let district = (conversation.zone ?? "").split(separator: "_", maxSplits: 1).last ?? ""
        self.zoneShortName = SafeText(UntrustedText(String(district.map { $0 == "_" ? " " : $0 })))
        channel = conversation.latestPart.channel.abbreviation
        deadline = conversation.deadline
        let unread = conversation.unread
        self.unread = SafeText(trusted: unread == 0 ? "" : unread > 99 ? "99+" : String(unread))
    }

    /// What came last, on one line.
    func preview(in language: Language) -> SafeText {
        details?.preview(of: conversation.lastMessage, in: language) ?? preview
    }

    package static func == (left: ConversationRow, right: ConversationRow) -> Bool {
        left === right || left.conversation == right.conversation
    }

    private static func safe(_ text: UntrustedText?) -> SafeText {
        text.map { SafeText($0) } ?? .empty
    }
}

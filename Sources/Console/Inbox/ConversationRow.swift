import Domain
import Text

/// A conversation with its texts made ready for cells once, so that drawing it costs copying only. The same row is the same
/// object from one frame to the next, so that a frame knows what it shows already.
package final class ConversationRow: Sendable, Equatable {
    /// The row as it was read.
    package let conversation: Conversation
    /// The guest's name; empty where unknown.
    package let guest: SafeText
    /// The property; empty where there is none.
    package let property: SafeText
    /// The beginning of the last message, on one line.
    package let preview: SafeText
    /// The assignee's name; empty where nobody's.
    package let assignee: SafeText
    /// The zone's label; empty for the common queue.
    package let zone: SafeText
    /// The last word of the zone's label.
    package let zoneShortName: SafeText
    /// The state's label.
    package let state: SafeText
    /// The sign of the channel on which the guest wrote last.
    let channel: SafeText
    /// What comes next; nil where nothing does.
    let deadline: Deadline?
    /// How many messages are unread, in at most three characters; empty where none is.
    package let unread: SafeText

    /// Makes a row ready.
    package init(_ conversation: Conversation) {
        self.conversation = conversation
        guest = Self.safe(conversation.guestName)
        property = Self.safe(conversation.propertyName)
        preview = Self.safe(conversation.lastMessage ?? conversation.subject)
        assignee = Self.safe(conversation.assigneeName)
        zone = SafeText(UntrustedText(conversation.zone ?? ""))
        let district = (conversation.zone ?? "").split(separator: "_", maxSplits: 1).last ?? ""
        self.zoneShortName = SafeText(UntrustedText(String(district.map { $0 == "_" ? " " : $0 })))
        state = SafeText(UntrustedText(conversation.state.label))
        channel = conversation.latestPart.channel.abbreviation
        deadline = conversation.deadline
        let unread = conversation.unread
        self.unread = SafeText(trusted: unread == 0 ? "" : unread > 99 ? "99+" : String(unread))
    }

    package static func == (left: ConversationRow, right: ConversationRow) -> Bool {
        left === right || left.conversation == right.conversation
    }

    private static func safe(_ text: UntrustedText?) -> SafeText {
        text.map { SafeText($0) } ?? .empty
    }
}

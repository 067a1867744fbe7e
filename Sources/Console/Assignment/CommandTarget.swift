import Domain
import Text

/// Conversations that a command acts on, as they were when it was invoked.
package enum CommandTarget: Sendable {
    /// The focused conversation.
    case single(Conversation)
    /// The marked conversations, and how many of them are no longer in the list.
    case marked([Conversation], notShown: Int)
    /// Everything that matches the filter.
    case allMatching(Marks.AllMatching)

    /// The loaded conversations; empty for `allMatching`.
    var conversations: [Conversation] {
        switch self {
        case .single(let conversation): [conversation]
        case .marked(let conversations, _): conversations
        case .allMatching: []
        }
    }

    /// Whether there may be more than one conversation.
    var isMany: Bool {
        switch self {
        case .single: false
        case .marked(let conversations, _): conversations.count > 1
        case .allMatching: true
        }
    }

    /// The count for a title; nil for the focused conversation.
    var count: TargetCount? {
        switch self {
        case .single: nil
        case .marked(let conversations, let notShown): .counted(Int64(conversations.count), notShown: notShown)
        case .allMatching(let everything): .allMatching(everything.count)
        }
    }

    /// Returns a title with the count of marked conversations, and with the guest if it is only one.
    func title(_ plain: OverlayPhrase, _ counted: (TargetCount) -> AssignmentPhrase, _ language: Language) -> SafeText {
        let title = count.map { language.safe(counted($0)) } ?? language.safe(plain)
        return isMany ? title : title.about(conversations.first, in: language)
    }

    /// The states that the conversations may be in.
    var states: Set<ConversationState> {
        switch self {
        case .single, .marked: Set(conversations.map(\.state))
        case .allMatching(let everything): Set(everything.query.states)
        }
    }

    /// The target of a bulk change request.
    var bulkTarget: BulkChangeRequest.Target {
        switch self {
        case .single, .marked: .items(conversations.map { BulkItem($0) })
        case .allMatching(let everything): .allMatching(everything.query, upTo: everything.upTo)
        }
    }
}

/// Number of conversations that a change affects.
package enum TargetCount: Sendable, Hashable {
    /// A known number, and how many of them are no longer in the list.
    case counted(Int64, notShown: Int)
    /// All matching conversations; nil if they haven't been counted.
    case allMatching(Int64?)
}

extension State {
    /// The target of commands that may act on many: the marked conversations if the list has the focus, else the
    /// focused one; nil if there is none.
    var commandTarget: CommandTarget? { marked ?? focusedConversation.map { .single(asSeen($0)) } }

    /// Returns the conversation with the last message that was on the screen, so that a change is checked against what
    /// the user saw.
    private func asSeen(_ conversation: Conversation) -> Conversation {
        guard let open = thread, focus != .inbox, open.conversation.id == conversation.id else { return conversation }
        var seen = conversation
        seen.lastSequence = open.seenUpTo
        return seen
    }

    /// The marked conversations, if the list has the focus; nil if there are none.
    var marked: CommandTarget? { focus == .inbox ? allMarked : nil }

    /// How many conversations are marked; nil if none are.
    package var markedCount: TargetCount? { allMarked?.count }

    private var allMarked: CommandTarget? {
        let marks = assignment.marks
        guard !marks.isEmpty else { return nil }
        if let everything = marks.allMatching { return .allMatching(everything) }
        let shown = Set(inbox.rows.map(\.conversation.id))
        let order = inbox.query.order
        let conversations = marks.conversations.sorted { order.precedes($0, $1) }
        return .marked(conversations, notShown: conversations.filter { !shown.contains($0.id) }.count)
    }
}

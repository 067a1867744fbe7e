import Domain
import Text

/// What a choice is about: the conversations as they were when the question came up.
package enum CommandTarget: Sendable {
    /// The one that has the focus.
    case single(Conversation)
    /// The marked ones, of which so many aren't in the list any more.
    case marked([Conversation], notShown: Int)
    /// Everything that matches the filter.
    case allMatching(Marks.AllMatching)

    /// The conversations known; none for everything.
    var conversations: [Conversation] {
        switch self {
        case .single(let conversation): [conversation]
        case .marked(let conversations, _): conversations
        case .allMatching: []
        }
    }

    /// Whether it is more than one.
    var isMany: Bool {
        switch self {
        case .single: false
        case .marked(let conversations, _): conversations.count > 1
        case .allMatching: true
        }
    }

    /// How many it is about, for a title; nil for the one that has the focus.
    var count: TargetCount? {
        switch self {
        case .single: nil
        case .marked(let conversations, let notShown): .counted(Int64(conversations.count), notShown: notShown)
        case .allMatching(let everything): .allMatching(everything.count)
        }
    }

    /// A title that says how many it is about, or the plain one.
    func title(_ plain: OverlayPhrase, _ counted: (TargetCount) -> AssignmentPhrase, _ language: Language) -> SafeText {
        count.map { language.safe(counted($0)) } ?? language.safe(plain)
    }

    /// The states that its conversations may be in.
    var states: Set<ConversationState> {
        switch self {
        case .single, .marked: Set(conversations.map(\.state))
        case .allMatching(let everything): Set(everything.query.states)
        }
    }

    /// What the server is told to change.
    var bulkTarget: BulkChangeRequest.Target {
        switch self {
        case .single, .marked: .items(conversations.map { BulkItem($0) })
        case .allMatching(let everything): .allMatching(everything.query, upTo: everything.upTo)
        }
    }
}

/// How many conversations a change is about.
package enum TargetCount: Sendable, Hashable {
    /// So many, of which some aren't in the list any more.
    case counted(Int64, notShown: Int)
    /// All that match; nil where nobody has counted them.
    case allMatching(Int64?)
}

extension State {
    /// What a command is about that may act on many: the marked ones where the list has the focus, else the conversation
    /// that has it; nil where there is none.
    var commandTarget: CommandTarget? { marked ?? focusedConversation.map { .single(asSeen($0)) } }

    /// The conversation with the last message that was on the screen: what is done about it is done on that.
    private func asSeen(_ conversation: Conversation) -> Conversation {
        guard let open = thread, focus != .inbox, open.conversation.id == conversation.id else { return conversation }
        var seen = conversation
        seen.lastSequence = open.seenUpTo
        return seen
    }

    /// The marked ones, where the list has the focus and some are.
    var marked: CommandTarget? { focus == .inbox ? allMarked : nil }

    /// How many are marked; nil where none is.
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

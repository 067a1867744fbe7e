import Domain
import Text

/// What a choice is about: the conversations as they were when the question came up.
package enum Subject: Sendable {
    /// The one that has the focus.
    case one(Conversation)
    /// The marked ones, of which so many aren't in the list any more.
    case marked([Conversation], notShown: Int)
    /// Everything that matches the filter.
    case everything(Marks.Everything)

    /// The conversations known; none for everything.
    var conversations: [Conversation] {
        switch self {
        case .one(let conversation): [conversation]
        case .marked(let conversations, _): conversations
        case .everything: []
        }
    }

    /// Whether it is more than one.
    var isMany: Bool {
        switch self {
        case .one: false
        case .marked(let conversations, _): conversations.count > 1
        case .everything: true
        }
    }

    /// How many it is about, for a title; nil for the one that has the focus.
    var extent: SubjectExtent? {
        switch self {
        case .one: nil
        case .marked(let conversations, let notShown): .some(Int64(conversations.count), notShown: notShown)
        case .everything(let everything): .all(everything.count)
        }
    }

    /// A title that says how many it is about, or the plain one.
    func title(_ plain: OverlayPhrase, _ counted: (SubjectExtent) -> SteeringPhrase, _ language: Language) -> SafeText {
        extent.map { language.safe(counted($0)) } ?? language.safe(plain)
    }

    /// The states that its conversations may be in.
    var states: Set<ConversationState> {
        switch self {
        case .one, .marked: Set(conversations.map(\.state))
        case .everything(let everything): Set(everything.query.states)
        }
    }

    /// What the server is told to change.
    var target: BulkOrder.Target {
        switch self {
        case .one, .marked: .these(conversations.map { BulkItem($0) })
        case .everything(let everything): .everything(everything.query, upTo: everything.upTo)
        }
    }
}

/// How many conversations a change is about.
package enum SubjectExtent: Sendable, Hashable {
    /// So many, of which some aren't in the list any more.
    case some(Int64, notShown: Int)
    /// All that match; nil where nobody has counted them.
    case all(Int64?)
}

extension State {
    /// What a command is about that may act on many: the marked ones where the list has the focus, else the conversation
    /// that has it; nil where there is none.
    var subject: Subject? { marked ?? focusedConversation.map { .one(asSeen($0)) } }

    /// The conversation with the last message that was on the screen: what is done about it is done on that.
    private func asSeen(_ conversation: Conversation) -> Conversation {
        guard let open = thread, focus != .inbox, open.conversation.id == conversation.id else { return conversation }
        var seen = conversation
        seen.lastSequence = open.seenUpTo
        return seen
    }

    /// The marked ones, where the list has the focus and some are.
    var marked: Subject? { focus == .inbox ? allMarked : nil }

    /// How many are marked; nil where none is.
    package var markedExtent: SubjectExtent? { allMarked?.extent }

    private var allMarked: Subject? {
        let marks = steering.marks
        guard !marks.isEmpty else { return nil }
        if let everything = marks.everything { return .everything(everything) }
        let shown = Set(inbox.rows.map(\.conversation.id))
        let order = inbox.query.order
        let conversations = marks.conversations.sorted { order.precedes($0, $1) }
        return .marked(conversations, notShown: conversations.filter { !shown.contains($0.id) }.count)
    }
}

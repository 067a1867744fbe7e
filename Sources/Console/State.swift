import Domain
import Screen
import Text

/// Everything that the console knows; changed by `update` alone.
package struct State: Sendable {
    /// The screen's size.
    package var size: Size
    /// The language of the interface.
    package var language: Language
    /// Which keys mean what.
    package var keymap: Keymap
    /// Keys pressed that begin something longer.
    package var pendingKeys: [Key] = []
    /// Local time.
    package var clock: LocalClock
    /// The moment of the event handled last.
    package var now: Timestamp
    /// The line to the server.
    package var connection: ConnectionStatus = .connecting
    /// Who is logged in; nil until the server said so.
    package var user: CurrentUser?
    /// Whether the server said that this login has no active role.
    package var hasNoRights = false
    /// Whether the login has a first password, to be replaced before anything else.
    package var mustReplacePassword = false
    /// The zones of this deployment.
    package var zones: [Zone] = []
    /// The search that was closed last, to go on with; nil before the first.
    package var lastSearch: MessageSearchForm?
    /// The message to show once its conversation has been read; nil where none is.
    package var jump: Jump?
    /// Where keys go.
    package var focus: Context = .inbox
    /// The list of conversations.
    package var inbox: InboxState
    /// The open conversation; nil where none is.
    package var thread: ThreadState?
    /// The text being written; nil where none is.
    package var composer: ComposerState?
    /// Unsent texts by conversation.
    package var drafts: [Identifier<Conversation>: Draft] = [:]
    /// What of a draft came back from the queue, at its beginning; the person hasn't sent it again yet.
    package var returnedTexts: [Identifier<Conversation>: String] = [:]
    /// Messages on their way to the server, oldest first.
    package var queue: [OutgoingMessage] = []
    /// The canned replies that the person can use, by name; nil before they were read.
    package var cannedReplies: [CannedReply]?
    /// Marks, and what came of changing many at once.
    package var assignment = AssignmentState()
    /// The views kept under names.
    package var views = ViewsState()
    /// Where colleagues are.
    package var presence: PresenceState
    /// What lies over the panes; nil where nothing does.
    package var overlay: Overlay?
    /// The text that couldn't be begun with the last key.
    var typeAheadGuard = TypeAheadGuard()
    /// The last thing worth saying; nil once a key was pressed after it.
    package var notice: Notice?
    /// The tags that conversations have, the most frequent first; empty before somebody wrote a query.
    package var tagsInUse: [UntrustedText] = []
    /// The query as the header shows it; nil before the first event.
    var cachedQueryText: QueryText?
    /// Whether the side panel is wanted where there is room.
    package var showsPanel = true

    /// The state at start.
    package init(
        size: Size,
        language: Language,
        keymap: Keymap = Keymap(),
        clock: LocalClock,
        now: Timestamp,
        query: InboxQuery = InboxQuery()
    ) {
        self.keymap = keymap
        self.size = size
        self.language = language
        self.clock = clock
        self.now = now
        presence = PresenceState(now: now)
        inbox = InboxState(query: query)
        inbox.height = listCapacity
    }
}

/// Something worth saying on the last line.
package struct Notice: Sendable, Hashable {
    /// How it is to be taken.
    package enum Severity: Sendable, Hashable {
        case info, warning
    }

    /// What it says.
    package var text: SafeText
    /// How it is to be taken.
    package var severity: Severity
}

extension State {
    /// Now to the second: what says how long something lasts comes out the same until then.
    var nowInSeconds: Timestamp { Timestamp(seconds: now.seconds) }

    /// The minute that it is, counted from 1970-01-01 00:00 UTC: clocks on the wall say the same until the next.
    var minutesSinceEpoch: Int64 { now.seconds / 60 }

    /// The conversation that a command acts on: the open one where the thread or composer has the focus, else the one
    /// selected in the list.
    package var focusedConversation: Conversation? { focusedRow?.conversation }

    /// The same with what was made ready of it.
    var focusedRow: ConversationRow? {
        switch focus {
        case .inbox: inbox.selected
        case .thread, .composer: thread?.row
        }
    }

    /// Says something on the last line.
    mutating func showNotice(_ phrase: some Phrase, severity: Notice.Severity = .info) {
        notice = Notice(text: language.safe(phrase), severity: severity)
    }
}

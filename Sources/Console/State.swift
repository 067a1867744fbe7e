import Domain
import Screen
import Text

/// The whole state of the console; only `update` changes it.
package struct State: Sendable {
    /// The screen's size.
    package var size: Size
    /// The language of the interface.
    package var language: Language
    /// The key bindings.
    package var keymap: Keymap
    /// Keys pressed so far that begin a longer chord.
    package var pendingKeys: [Key] = []
    /// The clock for local time.
    package var clock: LocalClock
    /// The moment of the latest event.
    package var now: Timestamp
    /// The connection to the server.
    package var connection: ConnectionStatus = .connecting
    /// The current user; nil until the server has identified it.
    package var user: CurrentUser?
    /// Whether the login has no active role.
    package var hasNoRights = false
    /// Whether the login still has its initial password, which must be replaced first.
    package var mustReplacePassword = false
    /// The zones of this deployment.
    package var zones: [Zone] = []
    /// The most recently closed search, to resume; nil before the first.
    package var lastSearch: MessageSearchForm?
    /// The message to show once its conversation has been read; nil if there is none.
    package var jump: Jump?
    /// The context that receives keys.
    package var focus: Context = .inbox
    /// The list of conversations.
    package var inbox: InboxState
    /// The open conversation; nil if there is none.
    package var thread: ThreadState?
    /// The text being written; nil if there is none.
    package var composer: ComposerState?
    /// Unsent texts by conversation.
    package var drafts = Drafts()
    /// The send queue, oldest first.
    package var queue: [OutgoingMessage] = []
    /// The canned replies that the user may use, by name; nil before they were read.
    package var cannedReplies: [CannedReply]?
    /// Marks, and the outcome of the last bulk change.
    package var assignment = AssignmentState()
    /// What the user has just done and can take back.
    package var undoSteps = UndoSteps()
    /// The saved views.
    package var views = ViewsState()
    /// Where colleagues are.
    package var presence: PresenceState
    /// How the house does.
    package var house = HouseState()
    /// The overlay over the panes; nil if there is none.
    package var overlay: (any Overlay)?
    /// Swallows text typed after a composer that could not be opened.
    var typeAheadGuard = TypeAheadGuard()
    /// Holds back keys while it isn't plain which conversation they act on.
    var targetGuard = TargetGuard()
    /// The notice in the footer; nil once another key was pressed.
    package var notice: Notice?
    /// The tags in use, most frequent first; empty until a query is first edited.
    package var tagsInUse: [UntrustedText] = []
    /// The colleagues' names, read for the query line.
    package var colleagueNames: [UntrustedText] = []
    /// The query as the header shows it; nil before the first event.
    var cachedQueryText: QueryText?
    /// Whether the details panel is shown when there is room.
    package var showsPanel = true
    /// Whether the thread shows each change beside its messages, or only how many there were.
    package var showsTimeline = true

    /// Creates the initial state.
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

/// A message in the footer.
package struct Notice: Sendable, Hashable {
    /// Severity of a notice.
    package enum Severity: Sendable, Hashable {
        case info, warning
    }

    /// The text.
    package var text: SafeText
    /// The severity.
    package var severity: Severity
}

extension State {
    /// The current time cut to seconds, so that texts showing a duration stay equal within a second.
    var nowInSeconds: Timestamp { Timestamp(seconds: now.seconds) }

    /// Minutes since 1970-01-01 00:00 UTC; texts showing the time of day stay equal within one.
    var minutesSinceEpoch: Int64 { now.seconds / 60 }

    /// The conversation that commands act on: the open one if the thread or composer has the focus, else the one
    /// selected in the list.
    package var focusedConversation: Conversation? { focusedRow?.conversation }

    /// The row of the focused conversation.
    var focusedRow: ConversationRow? {
        switch focus {
        case .inbox: inbox.selected
        case .thread, .composer: thread?.row
        }
    }

    /// Shows a notice in the footer.
    mutating func showNotice(_ phrase: some Phrase, severity: Notice.Severity = .info) {
        notice = Notice(text: language.safe(phrase), severity: severity)
    }
}

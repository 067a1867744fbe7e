import Console
import Domain
import Screen
import Testing

/// A console in memory, backed by a small company: a test sends keys and reads screens; requests are answered from the
/// company's lists.
struct ConsoleHarness {
    /// 2026-11-24 14:02 UTC.
    static let now = Timestamp(seconds: 1_795_528_920)
    static let me = Identifier<Person>(high: 1, low: 1)
    static let fatima = Identifier<Person>(high: 1, low: 2)

    private(set) var state: State
    /// The requests not yet answered.
    private(set) var asked: [Effect] = []
    /// The effects that expect no answer, such as a message for the send queue; in order.
    private(set) var done: [Effect] = []
    var conversations: [Conversation]
    var messages: [Identifier<Conversation>: [Message]]
    let zones: [Zone]
    /// The conversations of each bulk change as they were before, for undo.
    var batches: [Identifier<Batch>: [Conversation]] = [:]
    /// The current SLA targets and calendars.
    var book = SLAPolicies.house
    /// The requested SLA changes, in order.
    var setTimes: [SLARequest] = []
    /// The requests about settings.
    var settingRequests: [SettingsRequest] = []
    /// How the house does, and what the operations page shows.
    var operations = OperationsFixture()
    /// The failure of SLA changes; nil if they succeed.
    var refusal: Failure?
    /// The audit trail, newest first.
    var trail: [AuditEntry] = []
    /// The current saved views.
    var views: [SavedView] = []
    /// The requested changes of saved views, in order.
    var savedViews: [ViewsRequest] = []
    /// The assignment requests, in order.
    var steered: [AssignmentRequest] = []
    /// The company's canned replies.
    var replies: [CannedReply] = []
    /// The staff, and the requested changes to them, in order.
    var staff = ConsoleHarness.everybody
    var peopleChanges: [PeopleRequest] = []
    /// The requests for guests, reservations and properties, in order.
    var recordRequests: [RecordsRequest] = []
    /// Whether a colleague has changed the record being edited.
    var isRecordStale = false
    /// The colleagues at their consoles, and the reported presence of the current user, in order.
    var company: [PresentColleague] = []
    var whereabouts: [PresenceUpdate] = []
    /// The guests' unverified contacts.
    var claims: [UntrustedText] = []
    /// The stays of the guests, what replies are signed with, and the files of the conversations.
    var stays: [ReservationListing] = []
    var signature: UntrustedText?
    var files: [ConversationAttachment] = []
    /// The state of the stay beside the thread.
    var stayStatus = "confirmed"
    /// Who the guest is.
    var identity = GuestIdentity()
    /// Whether nothing about the guest is verified.
    var isOnlyClaimed = false
    /// The current members of the desk.
    var colleagues = ConsoleHarness.colleagues
    /// What happened to the conversations beside their messages, newest first.
    var timelines: [Identifier<Conversation>: [TimelineEntry]] = [:]
    /// Merged conversations before the merge, with their messages.
    var apart: [Identifier<Conversation>: (talk: Conversation, messages: [Message])] = [:]
    /// Where the guest can be written to, and the templates of the guest's channel.
    var channels: [GuestChannel] = []
    var templates: [MessageTemplate] = []
    private var generator = SequentialGenerator()
    private var frames = FrameRenderer()
    private var glass = SimulatedTerminal()
    private(set) var now = ConsoleHarness.now

    init(
        columns: Int = 80,
        rows: Int = 24,
        role: AppRole = .agent,
        language: Language = .english,
        conversations: [Conversation] = ConsoleHarness.guests,
        messages: [Identifier<Conversation>: [Message]] = ConsoleHarness.threads,
        zones: [Zone] = [Zone(number: 1, label: "casablanca_centre", city: "casablanca")],
        ownZones: [Int16] = [],
        views: [SavedView] = [],
        undoSeconds: Int32 = 0
    ) {
        state = State(
            size: Size(columns: columns, rows: rows),
            language: language,
            clock: .utc,
            now: ConsoleHarness.now,
            // The samples lie in this order.
            query: InboxQuery(order: .priority)
        )
        self.conversations = conversations
        self.zones = zones
        self.messages = messages
        self.views = views
        let user = CurrentUser(
            id: ConsoleHarness.me,
            login: "agent",
            name: UntrustedText("Nadia Alami"),
            role: role,
            zones: ownZones,
            isIsolated: false,
            undoSeconds: undoSeconds
        )
        dispatch(.session(.signedIn(user, zones: zones)))
        dispatch(.session(.connectionChanged(.live)))
        answer()
    }

    /// The screen as text.
    var screen: String { view(state).text }
    /// The screen with the style roles of its cells.
    var marked: String { view(state).marked }
    /// The screen's canvas.
    var canvas: Canvas { view(state) }

    /// Dispatches an event and records the effects.
    mutating func dispatch(_ event: Event) {
        asked += state.update(with: event, at: now, using: &generator)
        state.draw(&frames)
        let isWhole = frames.canvas == view(state)
        #expect(isWhole, "what a frame leaves alone is what it would have drawn")
        let isSeen = glass.shows(&frames.canvas)
        #expect(isSeen, "what a frame says that it touched is all that changed")
    }

    /// Delivers a notification for conversations.
    mutating func receiveNotification(_ ids: Identifier<Conversation>...) {
        dispatch(.inbox(.conversationsChanged(ChangeNotification(ids))))
    }

    /// Presses keys in help notation, `press("j", "Enter", "^S")`, and answers requests after each.
    mutating func press(_ notations: String...) throws {
        for notation in notations {
            dispatch(.input(.key(try KeyNotation.key(notation))))
            answer()
        }
    }

    /// Presses keys without answering requests.
    mutating func pressWithoutReplies(_ notations: String...) throws {
        for notation in notations { dispatch(.input(.key(try KeyNotation.key(notation)))) }
    }

    /// Resizes the window.
    mutating func resize(_ columns: Int, _ rows: Int) {
        dispatch(.input(.resized(Size(columns: columns, rows: rows))))
        answer()
    }

    /// Types a text character by character.
    mutating func type(_ text: String) {
        for character in text { dispatch(.input(.key(character == "\n" ? .enter : .character(character)))) }
        answer()
    }

    /// Replaces the keymap.
    mutating func bind(_ keymap: Keymap) { state.keymap = keymap }

    /// Shows an overlay.
    mutating func present(_ overlay: some Overlay) { state.overlay = overlay }

    /// Advances the clock.
    mutating func wait(_ duration: Duration) {
        now = now + duration
        dispatch(.clockTicked)
    }

    /// Discards the pending requests, as if the connection were dead.
    mutating func dropRequests() { asked = [] }

    /// Removes and returns the pending requests, to answer them later or in another order.
    mutating func takeAsked() -> [Effect] {
        defer { asked = [] }
        return asked
    }

    /// Answers requests until none is pending.
    mutating func answer() {
        while !asked.isEmpty { takeAsked().forEach { answer($0) } }
    }

    /// Answers one request from the company's lists.
    mutating func answer(_ effect: Effect) {
        if case .presence(.update(let told)) = effect { return whereabouts.append(told) }
        if let event = reply(to: effect) { dispatch(event) } else { done.append(effect) }
    }

    private mutating func reply(to effect: Effect) -> Event? {
        switch effect {
        case .inbox(.readPage(let read)): .inbox(.pageRead(read, .success(page(read))))
        case .inbox(.readCounters): .inbox(.countersRead(.success(counters)))
        case .query(.readColleagues): .query(.colleaguesRead(.success(ConsoleHarness.colleagues)))
        case .query(.readTags): .query(.tagsRead(.success(["wifi", "late check-out"].map { UntrustedText($0) })))
        case .search(.read(let read)): .search(.found(read, .success(found(read))))
        case .thread(.readConversation(let id)):
            .thread(.conversationRead(id, .success(conversations.first { $0.contains(id) })))
        case .inbox(.readConversations(let ids)):
            .inbox(.conversationsRead(ids, .success(conversations.filter { row in ids.contains { row.contains($0) } })))
        case .thread(.readPage(let read)): .thread(.pageRead(read, .success(page(read))))
        case .thread(.readPanel(let id)): .thread(.panelRead(id, .success(panel(id))))
        case .thread(.readStays(_, let id, _)): .thread(.staysRead(id, .success(stays)))
        case .contents(.readFiles(let id)): .contents(.filesRead(id, .success(files)))
        case .thread(.readTimeline(let id, let entry)):
            .thread(.timelineRead(id, before: entry, .success(timeline(id, before: entry))))
        case .assignment(let request):
            .assignment(steer(request))
        case .presence(let request): .presence(answer(request))
        case .audit(.readPage(let read)): .audit(.pageRead(read, .success(audited(read))))
        case .sla(let request): .sla(answerTimes(request))
        case .settings(let request): .settings(answer(request))
        case .incidents(let request): .incidents(operations.answer(request, colleagues))
        case .workflows(let request): .workflows(operations.answer(request))
        case .webhooks(let request): .webhooks(operations.answer(request))
        case .deliveries(let request): .deliveries(operations.answer(request))
        case .jobs(let request): .jobs(operations.answer(request))
        case .records(let request):
            .records(records(request))
        case .cannedReplies(let request):
            .cannedReplies(replies(to: request))
        case .people(let request):
            .people(people(request))
        case .views(let request): .views(answer(request))
        case .merging(let request): .merging(merging(request))
        case .outreach(.readChannels(let guest)): .outreach(.channelsRead(of: guest, .success(channels)))
        case .outreach(.readTemplates(let recipient)): .outreach(.templatesRead(recipient, .success(templates)))
        case .contents(.open), .contents(.save), .contents(.copy), .outreach(.start), .thread(.markRead),
            .search(.cancel), .composer, .changes, .wake, .setTitle, .redraw, .reconnect, .suspend, .quit:
            nil
        }
    }
}

/// Counts up, so that a test gets the same identifiers every time.
struct SequentialGenerator: RandomNumberGenerator {
    private var value: UInt64 = 0

    mutating func next() -> UInt64 {
        value += 1
        return value
    }
}

extension LocalClock {
    /// UTC, so that screens say the same everywhere.
    static let utc = LocalClock { _ in 0 }
}

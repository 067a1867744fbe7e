import Console
import Domain
import Screen
import Testing

/// A console in memory with a small company behind it: keys go in, screens come out, and what the console asks the
/// database is answered from the company's lists.
struct ConsoleHarness {
    /// 2026-11-24 14:02 UTC.
    static let now = Timestamp(seconds: 1_795_528_920)
    static let me = Identifier<Person>(high: 1, low: 1)
    static let fatima = Identifier<Person>(high: 1, low: 2)

    private(set) var state: State
    /// What the console asked for and hasn't been answered.
    private(set) var asked: [Effect] = []
    /// What the console asked for that has no answer, such as a message for the queue; in order.
    private(set) var done: [Effect] = []
    var conversations: [Conversation]
    var messages: [Identifier<Conversation>: [Message]]
    let zones: [Zone]
    /// Changes of many, as the conversations were before, until they are taken back.
    var batches: [Identifier<Batch>: [Conversation]] = [:]
    /// Answer times, as they are now.
    var book = SLAPolicies.house
    /// Changes of answer times that were asked for, in order.
    var setTimes: [SLARequest] = []
    /// Why changes of answer times are refused; nil where they aren't.
    var refusal: Failure?
    /// What the trail holds, newest first.
    var trail: [AuditEntry] = []
    /// Views, as they are now.
    var views: [SavedView] = []
    /// Changes of views that were asked for, in order.
    var savedViews: [ViewsRequest] = []
    /// What was asked in steering the desk, in order.
    var steered: [AssignmentRequest] = []
    /// The canned replies of the house.
    var replies: [CannedReply] = []
    /// Who works here, and what was asked to change of them, in order.
    var staff = ConsoleHarness.everybody
    var peopleChanges: [PeopleRequest] = []
    /// What of guests, stays and properties was asked, in order.
    var recordRequests: [RecordsRequest] = []
    /// Whether a colleague changed the record that is being edited.
    var isRecordStale = false
    /// Colleagues at their consoles, and what they were told of this person, in order.
    var company: [PresentColleague] = []
    var whereabouts: [PresenceUpdate] = []
    /// What guests say of how to reach them.
    var claims: [UntrustedText] = []
    /// Whether that is all that is known of them.
    var isOnlyClaimed = false
    /// The people of the desk, as they are now.
    var colleagues = ConsoleHarness.colleagues
    /// Merged conversations as they were by themselves, with their messages.
    var apart: [Identifier<Conversation>: (talk: Conversation, messages: [Message])] = [:]
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
        views: [SavedView] = []
    ) {
        state = State(
            size: Size(columns: columns, rows: rows),
            language: language,
            clock: .utc,
            now: ConsoleHarness.now
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
            isIsolated: false
        )
        dispatch(.signedIn(user, zones: zones))
        dispatch(.connectionChanged(.live))
        answer()
    }

    /// The screen as text.
    var screen: String { view(state).text }
    /// The screen with the roles of its paints.
    var marked: String { view(state).marked }
    /// The screen itself.
    var canvas: Canvas { view(state) }

    /// Something happens; what the console asks for is kept.
    mutating func dispatch(_ event: Event) {
        asked += state.update(with: event, at: now, using: &generator)
        frames.draw(state)
        let isWhole = frames.canvas == view(state)
        #expect(isWhole, "what a frame leaves alone is what it would have drawn")
        let isSeen = glass.shows(&frames.canvas)
        #expect(isSeen, "what a frame says that it touched is all that changed")
    }

    /// Somebody announces conversations.
    mutating func receiveNotification(_ ids: Identifier<Conversation>...) {
        dispatch(.conversationsChanged(ChangeNotification(ids)))
    }

    /// Keys are pressed, written as in help: `press("j", "Enter", "^S")`; answers come in between.
    mutating func press(_ notations: String...) throws {
        for notation in notations {
            dispatch(.input(.key(try KeyNotation.key(notation))))
            answer()
        }
    }

    /// Keys are pressed, and no answer comes in between.
    mutating func pressWithoutReplies(_ notations: String...) throws {
        for notation in notations { dispatch(.input(.key(try KeyNotation.key(notation)))) }
    }

    /// The window gets another size.
    mutating func resize(_ columns: Int, _ rows: Int) {
        dispatch(.input(.resized(Size(columns: columns, rows: rows))))
        answer()
    }

    /// Text is typed, character by character.
    mutating func type(_ text: String) {
        for character in text { dispatch(.input(.key(character == "\n" ? .enter : .character(character)))) }
        answer()
    }

    /// The person's own keys take the place of the table's.
    mutating func bind(_ keymap: Keymap) { state.keymap = keymap }

    /// Something is laid over the panes.
    mutating func present(_ overlay: Overlay) { state.overlay = overlay }

    /// Time goes by.
    mutating func wait(_ duration: Duration) {
        now = now + duration
        dispatch(.clockTicked)
    }

    /// What was asked is never answered: the line is dead.
    mutating func dropRequests() { asked = [] }

    /// Takes what was asked away, to answer it later or in another order.
    mutating func takeAsked() -> [Effect] {
        defer { asked = [] }
        return asked
    }

    /// Answers everything that was asked, until nothing is.
    mutating func answer() {
        while !asked.isEmpty { takeAsked().forEach { answer($0) } }
    }

    /// Answers one question with what the company's lists hold now.
    mutating func answer(_ effect: Effect) {
        if case .presence(.update(let told)) = effect { return whereabouts.append(told) }
        if let event = reply(to: effect) { dispatch(event) } else { done.append(effect) }
    }

    private mutating func reply(to effect: Effect) -> Event? {
        switch effect {
        case .readInbox(let read): .inboxRead(read, .success(page(read)))
        case .readCounters: .countersRead(.success(counters))
        case .readTags: .tagsRead(.success(["wifi", "late check-out"].map { UntrustedText($0) }))
        case .searchMessages(let read): .messagesFound(read, .success(found(read)))
        case .readConversation(let id): .conversationRead(id, .success(conversations.first { $0.contains(id) }))
        case .readConversations(let ids):
            .conversationsRead(ids, .success(conversations.filter { row in ids.contains { row.contains($0) } }))
        case .readThread(let read): .threadRead(read, .success(page(read)))
        case .readPanel(let id): .panelRead(id, .success(panel(id)))
        case .assignment(let request):
            .assignmentResponse(steer(request))
        case .presence(let request): .presenceResponse(answer(request))
        case .audit(let read): .auditRead(read, .success(audited(read)))
        case .sla(let request): .slaResponse(answerTimes(request))
        case .records(let request):
            .recordsResponse(records(request))
        case .cannedReplies(let request):
            .cannedRepliesResponse(replies(to: request))
        case .people(let request):
            .peopleResponse(people(request))
        case .views(let request): .viewsResponse(answer(request))
        case .merging(let request): .mergingResponse(merging(request))
        case .markRead, .enqueue, .change, .cancelSearch, .wake, .saveDraft, .deleteDraft, .editExternally, .setTitle,
            .redraw,
            .reconnect, .suspend, .quit:
            nil
        }
    }
}

/// Numbers in order, so that a test sees the same identifiers each time.
struct SequentialGenerator: RandomNumberGenerator {
    private var value: UInt64 = 0

    mutating func next() -> UInt64 {
        value += 1
        return value
    }
}

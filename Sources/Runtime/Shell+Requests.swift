import Console
import Domain
import Postgres
import Repositories

/// Effects that the database answers: each becomes a request of the repositories, its answer an event.
extension Shell {
    func watchLine() {
        line.onStatus = { [unowned self] in happen(.connectionChanged($0)) }
        // On the same flush as the first page. After a lost line: rights may have changed meanwhile.
        line.onConnecting = { [unowned self] in askWhoThisIs() }
        line.onUp = { [unowned self] in sender.sendNext() }
        line.onRefusal = { [unowned self] in take(refusal: $0) }
        line.connection.listen(to: Session.channel)
        line.connection.listen(to: Presence.channel)
        line.connection.onNotification = { [unowned self] in take($0) }
    }

    func watchSender() {
        sender.onEvent = { [unowned self] in happen($0) }
        sender.request = { [unowned self] message throws(AccessError) in try request(for: message) }
    }

    /// Whose the conversation is, is known of the open one; of others, as after a restart, only the database knows.
    private func request(for message: OutgoingMessage) throws(AccessError) -> Request<MessageReceipt> {
        guard let open = state.thread?.conversation, open.id == message.conversation, let reader = state.reader else {
            return Threads.resend(message)
        }
        return try Threads.send(message, onAssignedTo: open.assignee, by: reader)
    }

    /// Asks who the server takes this person for.
    func askWhoThisIs() {
        line.connection.send(Session.zones()) { [unowned self] in zones = (try? $0.get()) ?? zones }
        line.connection.send(Session.reader()) { [unowned self] result in
            switch result {
            case .success(let reader?): take(reader)
            case .success(nil):
                happen(.identityMissing)
                askHowLoginStands()
            case .failure(let error): take(unidentified: error)
            }
        }
    }

    /// Whoever was at work and whose password became wrong keeps all that they wrote; whoever is shut out sees no more of the
    /// guests.
    private func take(refusal error: PostgresError) {
        if state.reader == nil || error.state != "28P01" { end(.refused(error)) }
    }

    /// A database that isn't riad's, or isn't for this login, won't become so by itself.
    private func take(unidentified error: PostgresError) {
        if state.reader == nil, !error.kind.passesByItself { end(.refused(error)) }
    }

    private func take(_ reader: Reader) {
        happen(.identified(reader, zones: zones))
        openJournal(of: reader)
    }

    /// Puts a question of the state to the database.
    func ask(_ effect: Effect) {
        do throws(AccessError) {
            try put(effect)
        } catch {
            happen(answer(to: effect, .refused(.notPermitted)))
        }
    }

    private func put(_ effect: Effect) throws(AccessError) {
        let reader = state.reader
        switch effect {
        case .readInbox(let read):
            try self.read(read)
        case .readCounters:
            send(try Inbox.counters(for: reader)) { .countersRead($0) }
        case .readTags:
            send(try Inbox.tagsInUse(for: reader)) { .tagsRead($0) }
        case .searchMessages(let read):
            try search(read)
        case .readConversation(let id):
            send(try Conversations.find(id, for: reader)) { .conversationRead(id, $0) }
        case .readConversations(let ids):
            send(try Conversations.find(ids, for: reader)) { .conversationsRead(ids, $0) }
        case .readThread(let read):
            let request = try Threads.page(
                of: read.conversation,
                at: read.position,
                limit: read.limit,
                version: read.version,
                for: reader
            )
            send(request) { .threadRead(read, $0) }
        case .readPanel(let id):
            send(try Conversations.panel(of: id, for: reader)) { .panelRead(id, $0) }
        case .markRead(let id, let sequence, let version):
            line.connection.send(try Threads.markRead(id, upTo: sequence, version: version, by: reader)) { _ in }
        case .change(let change, let id, let assignee, let seen):
            let reader = try self.reader(for: .changeState)
            let request = try change.request(on: id, assignedTo: assignee, lastSeen: seen, by: reader)
            self.change(request) { .changeAnswered(change, on: id, $0) }
            announce(Announcements([id]))
        case .steer(let request): try put(request)
        case .answerTimes(let request): try put(request)
        case .replies(let request): try put(request)
        case .records(let request): try put(request)
        case .presence(let request): try put(request)
        case .audit(let read): try readAudit(read)
        case .people(let request): try put(request)
        case .views(let request): try put(request)
        case .merging(let request): try put(request)
        case .cancelSearch, .enqueue, .wake, .keepDraft, .dropDraft, .editExternally, .setTitle, .redraw, .reconnect,
            .suspend, .quit:
            break
        }
    }

    /// Words over a line of their own: frequent ones may take the server a second, and nothing else should wait for it.
    private func read(_ read: InboxRead) throws(AccessError) {
        let request = try Inbox.page(read.query, at: read.position, limit: read.limit, for: state.reader)
        guard read.query.narrowing.looksForWords else { return send(request) { .inboxRead(read, $0) } }
        send(request.limited(to: .seconds(15)), over: wordsLine) { .inboxRead(read, $0) }
    }

    /// Over the slow line: rare words in old messages may take the server seconds.
    private func search(_ read: MessageSearchRead) throws(AccessError) {
        let request = try Search.messages(read.search, before: read.before, limit: read.limit, for: state.reader)
        send(request.limited(to: .seconds(30)), over: slowLine) { .messagesFound(read, $0) }
    }

    /// Over the slow line: a part of a name means to go through all entries.
    private func readAudit(_ read: AuditRead) throws(AccessError) {
        let reader = try reader(for: .readAudit)
        let request = try AuditTrail.entries(read.query, before: read.last, limit: AuditPage.pageSize, for: reader)
        send(request.limited(to: .seconds(30)), over: slowLine) { .auditRead(read, $0) }
    }

    func send<Answer>(
        _ request: Request<Answer>,
        _ event: @escaping (Result<Answer, Failure>) -> Event
    ) {
        line.connection.send(request) { [unowned self] result in
            happen(event(result.mapError { Failure($0) }))
        }
    }

    /// The same over a line of its own, on which a question takes the place of the one before.
    private func send<Answer>(
        _ request: Request<Answer>,
        over line: SlowLine,
        _ event: @escaping (Result<Answer, Failure>) -> Event
    ) {
        line.ask(request) { [unowned self] result in happen(event(result.mapError { Failure($0) })) }
    }

    /// Tells the other consoles what changed, in transactions of their own.
    func announce(_ announcements: Announcements) {
        if announcements.concernsAll { line.connection.send(Conversations.announce(nil)) { _ in } }
        for id in announcements.named { line.connection.send(Conversations.announce(id)) { _ in } }
    }

    /// Sends a change; only whether it was made comes back.
    func change<Answer>(_ request: Request<Answer>, _ event: @escaping (Result<Void, Failure>) -> Event) {
        line.connection.send(request) { [unowned self] result in
            happen(event(result.map { _ in }.mapError { Failure(ofChange: $0) }))
        }
    }

    /// Who asks; a refusal before any round trip where the server hasn't said who that is.
    func reader(for capability: Capability) throws(AccessError) -> Reader {
        guard let reader = state.reader else {
            throw AccessError(capability: capability, role: nil, limit: .role)
        }
        return reader
    }

    /// The event that says that an effect failed.
    private func answer(to effect: Effect, _ failure: Failure) -> Event {
        switch effect {
        case .readInbox(let read): .inboxRead(read, .failure(failure))
        case .readCounters: .countersRead(.failure(failure))
        case .readTags: .tagsRead(.failure(failure))
        case .searchMessages(let read): .messagesFound(read, .failure(failure))
        case .readConversation(let id): .conversationRead(id, .failure(failure))
        case .readConversations(let ids): .conversationsRead(ids, .failure(failure))
        case .readThread(let read): .threadRead(read, .failure(failure))
        case .readPanel(let id): .panelRead(id, .failure(failure))
        case .change(let change, let id, _, _): .changeAnswered(change, on: id, .failure(failure))
        case .steer(let request): .steered(request.failed(failure))
        case .answerTimes(let request): .answerTimesAnswered(request.failed(failure))
        case .replies(let request): .repliesAnswered(request.failed(failure))
        case .records(let request): .recordsAnswered(request.failed(failure))
        case .presence(let request): .presence(request.failed(failure))
        case .audit(let read): .auditRead(read, .failure(failure))
        case .people(let request): .peopleAnswered(request.failed(failure))
        case .views(let request): .viewsAnswered(request.failed(failure))
        case .merging(let request): .mergingAnswered(request.failed(failure))
        case .markRead, .cancelSearch, .enqueue, .wake, .keepDraft, .dropDraft, .editExternally, .setTitle, .redraw,
            .reconnect,
            .suspend,
            .quit:
            .clockTicked
        }
    }
}

extension Change {
    fileprivate func request(
        on id: Identifier<Conversation>,
        assignedTo assignee: Identifier<Person>?,
        lastSeen: Int64,
        by reader: Reader
    ) throws(AccessError) -> Request<Void> {
        switch self {
        case .claim: try Conversations.claim(id, assignedTo: assignee, by: reader)
        case .release: try Conversations.release(id, assignedTo: assignee, by: reader)
        case .state(let state):
            try Conversations.setState(state, of: id, lastSeen: lastSeen, assignedTo: assignee, by: reader)
        case .priority(let priority): try Conversations.setPriority(priority, of: id, assignedTo: assignee, by: reader)
        case .tags(let tags): try Conversations.setTags(tags, of: id, assignedTo: assignee, by: reader)
        }
    }
}

import Console
import Domain
import Postgres
import Repositories

/// Performs effects that query the database: each becomes a repository request, its response an event.
extension ConsoleRuntime {
    func observeConnection() {
        connection.onStatus = { [unowned self] in dispatch(.connectionChanged(ConnectionStatus($0))) }
        // Pipelined with the first page. After a reconnection, rights may have changed.
        connection.onConnecting = { [unowned self] in identifyUser() }
        connection.onConnected = { [unowned self] in sender.sendNext() }
        connection.onRefusal = { [unowned self] in endIfSignedOut(after: $0) }
        connection.connection.listen(to: Session.channel)
        connection.connection.listen(to: Presence.channel)
        connection.connection.onNotification = { [unowned self] in handle($0) }
    }

    func watchSender() {
        sender.onEvent = { [unowned self] event in
            if case .messageStored(let message, _) = event { announce(ChangeNotification([message.conversation])) }
            dispatch(event)
        }
        sender.request = { [unowned self] message throws(AccessError) in try request(for: message) }
    }

    /// The request for a queued message. The assignee is known only for the open conversation; for others, as after a
    /// restart, the database checks.
    private func request(for message: OutgoingMessage) throws(AccessError) -> Request<MessageReceipt> {
        guard let open = state.thread?.conversation, open.id == message.conversation, let user = state.user else {
            return Threads.resend(message)
        }
        return try Threads.send(message, onAssignedTo: open.assignee, by: user)
    }

    /// Asks the server who the user is, and for the zones.
    func identifyUser() {
        connection.connection.send(Session.zones()) { [unowned self] in zones = (try? $0.get()) ?? zones }
        connection.connection.send(Session.currentUser()) { [unowned self] result in
            switch result {
            case .success(let user?): signIn(user)
            case .success(nil):
                dispatch(.signInWithoutUser)
                queryLoginStatus()
            case .failure(let error): endIfUnidentifiable(after: error)
            }
        }
    }

    /// Ends the console on a refused login. A signed-in user whose password became invalid stays, so that their writing
    /// is kept; any other refusal ends it, so that no guest data stays on screen.
    private func endIfSignedOut(after error: PostgresError) {
        if state.user == nil || error.state != "28P01" { end(.loginRefused(error)) }
    }

    /// Ends the console if nobody is signed in and the error is permanent: a database of another kind, or one closed to
    /// this login, won't change by itself.
    private func endIfUnidentifiable(after error: PostgresError) {
        if state.user == nil, !error.kind.isTransient { end(.loginRefused(error)) }
    }

    private func signIn(_ user: CurrentUser) {
        dispatch(.signedIn(user, zones: zones))
        openJournal(of: user)
    }

    /// Sends the effect's request; without the right to, dispatches the refusal.
    func performRequest(_ effect: Effect) {
        do throws(AccessError) {
            try sendRequest(for: effect)
        } catch {
            dispatch(failureEvent(for: effect, .refused(.notPermitted)))
        }
    }

    private func sendRequest(for effect: Effect) throws(AccessError) {
        let user = state.user
        switch effect {
        case .readInbox(let read):
            try self.read(read)
        case .readCounters:
            send(try Inbox.counters(for: user)) { .countersRead($0) }
        case .readTags:
            send(try Inbox.tagsInUse(for: user)) { .tagsRead($0) }
        case .searchMessages(let read):
            try search(read)
        case .readConversation(let id):
            send(try Conversations.find(id, for: user)) { .conversationRead(id, $0) }
        case .readConversations(let ids):
            send(try Conversations.find(ids, for: user)) { .conversationsRead(ids, $0) }
        case .readThread(let read):
            let request = try Threads.page(
                of: read.conversation,
                at: read.position,
                limit: read.limit,
                version: read.version,
                for: user
            )
            send(request) { .threadRead(read, $0) }
        case .readPanel(let id):
            send(try Conversations.details(of: id, for: user)) { .panelRead(id, $0) }
        case .markRead(let id, let sequence, let version):
            connection.connection.send(try Threads.markRead(id, upTo: sequence, version: version, by: user)) { _ in }
        case .change(let change, let id, let assignee, let seen):
            let user = try self.requireUser(for: .changeState)
            let request = try change.request(on: id, assignedTo: assignee, lastSeen: seen, by: user)
            self.change(request, announcing: ChangeNotification([id])) { .changeCompleted(change, on: id, $0) }
        case .assignment(let request): try handle(request)
        case .sla(let request): try handle(request)
        case .cannedReplies(let request): try handle(request)
        case .records(let request): try handle(request)
        case .presence(let request): try handle(request)
        case .audit(let read): try readAudit(read)
        case .people(let request): try handle(request)
        case .views(let request): try handle(request)
        case .merging(let request): try handle(request)
        case .cancelSearch, .enqueue, .wake, .saveDraft, .deleteDraft, .editExternally, .setTitle, .redraw, .reconnect,
            .suspend, .quit:
            break
        }
    }

    /// Reads a page of the inbox. A filter with search words gets its own connection: frequent words may take the
    /// server a second, and nothing else should wait.
    private func read(_ read: InboxPageRequest) throws(AccessError) {
        let request = try Inbox.page(read.query, at: read.position, limit: read.limit, for: state.user)
        guard read.query.filters.looksForWords else { return send(request) { .inboxRead(read, $0) } }
        send(request.withTimeout(.seconds(15)), over: wordFilterConnection) { .inboxRead(read, $0) }
    }

    /// Searches messages on the slow connection: rare words in old messages may take seconds.
    private func search(_ read: MessageSearchRequest) throws(AccessError) {
        let request = try Search.messages(read.search, before: read.before, limit: read.limit, for: state.user)
        send(request.withTimeout(.seconds(30)), over: searchConnection) { .messagesFound(read, $0) }
    }

    /// Reads the audit trail on the slow connection: matching part of a name scans all entries.
    private func readAudit(_ read: AuditPageRequest) throws(AccessError) {
        let user = try requireUser(for: .readAudit)
        let request = try AuditTrail.entries(read.query, before: read.last, limit: AuditPage.pageSize, for: user)
        send(request.withTimeout(.seconds(30)), over: searchConnection) { .auditRead(read, $0) }
    }

    func send<Answer>(
        _ request: Request<Answer>,
        _ event: @escaping (Result<Answer, Failure>) -> Event
    ) {
        connection.connection.send(request) { [unowned self] result in
            dispatch(event(result.mapError { Failure($0) }))
        }
    }

    /// Sends a request on a separate connection, where it replaces the pending one.
    private func send<Answer>(
        _ request: Request<Answer>,
        over line: OnDemandConnection,
        _ event: @escaping (Result<Answer, Failure>) -> Event
    ) {
        line.send(request) { [unowned self] result in dispatch(event(result.mapError { Failure($0) })) }
    }

    /// Notifies other consoles of a committed change, in transactions of their own.
    private func announce(_ announcements: ChangeNotification) {
        if announcements.affectsAll { connection.connection.send(Conversations.announce(nil)) { _ in } }
        for id in announcements.ids { connection.connection.send(Conversations.announce(id)) { _ in } }
    }

    /// Sends a change. Once it has succeeded, other consoles are notified of the conversations that it touched.
    func change<Answer>(
        _ request: Request<Answer>,
        announcing touched: @escaping (Answer) -> ChangeNotification,
        _ event: @escaping (Result<Answer, Failure>) -> Event
    ) {
        connection.connection.send(request) { [unowned self] result in
            if case .success(let answer) = result { announce(touched(answer)) }
            dispatch(event(result.mapError { Failure(ofChange: $0) }))
        }
    }

    /// Sends a change whose response doesn't matter; by default it touches no conversation.
    func change<Answer>(
        _ request: Request<Answer>,
        announcing touched: ChangeNotification = ChangeNotification(),
        _ event: @escaping (Result<Void, Failure>) -> Event
    ) {
        change(request.map { _ in }, announcing: { touched }, event)
    }

    /// The signed-in user. Throws without a round trip if the server hasn't identified one.
    func requireUser(for capability: Capability) throws(AccessError) -> CurrentUser {
        guard let user = state.user else {
            throw AccessError(capability: capability, role: nil, limit: .role)
        }
        return user
    }

    /// The event that reports an effect's failure.
    private func failureEvent(for effect: Effect, _ failure: Failure) -> Event {
        switch effect {
        case .readInbox(let read): .inboxRead(read, .failure(failure))
        case .readCounters: .countersRead(.failure(failure))
        case .readTags: .tagsRead(.failure(failure))
        case .searchMessages(let read): .messagesFound(read, .failure(failure))
        case .readConversation(let id): .conversationRead(id, .failure(failure))
        case .readConversations(let ids): .conversationsRead(ids, .failure(failure))
        case .readThread(let read): .threadRead(read, .failure(failure))
        case .readPanel(let id): .panelRead(id, .failure(failure))
        case .change(let change, let id, _, _): .changeCompleted(change, on: id, .failure(failure))
        case .assignment(let request): .assignmentResponse(request.response(for: failure))
        case .sla(let request): .slaResponse(request.response(for: failure))
        case .cannedReplies(let request): .cannedRepliesResponse(request.response(for: failure))
        case .records(let request): .recordsResponse(request.response(for: failure))
        case .presence(let request): .presenceResponse(request.response(for: failure))
        case .audit(let read): .auditRead(read, .failure(failure))
        case .people(let request): .peopleResponse(request.response(for: failure))
        case .views(let request): .viewsResponse(request.response(for: failure))
        case .merging(let request): .mergingResponse(request.response(for: failure))
        case .markRead, .cancelSearch, .enqueue, .wake, .saveDraft, .deleteDraft, .editExternally, .setTitle, .redraw,
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
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        switch self {
        case .claim: try Conversations.claim(id, assignedTo: assignee, by: user)
        case .release: try Conversations.release(id, assignedTo: assignee, by: user)
        case .state(let state):
            try Conversations.setState(state, of: id, lastSeen: lastSeen, assignedTo: assignee, by: user)
        case .priority(let priority): try Conversations.setPriority(priority, of: id, assignedTo: assignee, by: user)
        case .tags(let tags): try Conversations.setTags(tags, of: id, assignedTo: assignee, by: user)
        }
    }
}

extension ConnectionStatus {
    fileprivate init(_ status: ReconnectingConnection.Status) {
        self =
            switch status {
            case .live: .live
            case .offline(let seconds): .offline(retryIn: seconds)
            case .refused: .refused
            }
    }
}

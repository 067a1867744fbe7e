import Console
import Domain
import Postgres
import Repositories

/// Performs effects that query the database: each becomes a repository request, its response an event.
extension ConsoleRuntime {
    func observeConnection() {
        connection.onStatus = { [unowned self] in dispatch(.session(.connectionChanged(ConnectionStatus($0)))) }
        // Pipelined with the first page. After a reconnection, rights may have changed.
        connection.onConnecting = { [unowned self] in identifyUser() }
        connection.onConnected = { [unowned self] in sender.sendNext() }
        connection.onRefusal = { [unowned self] in endIfSignedOut(after: $0) }
        connection.connection.onNotification = { [unowned self] in handle($0) }
    }

    func watchSender() {
        sender.onEvent = { [unowned self] event in
            if case .composer(let event) = event, let changed = event.changedConversation {
                announce(ChangeNotification([changed]))
            }
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

    /// Listens to the channels of what the user reads, as they are called now.
    func updateChannels() {
        connection.connection.send(Session.channels()) { [unowned self] result in
            if case .success(let channels) = result { connection.connection.listen(onlyTo: channels) }
        }
    }

    /// Asks the server who the user is, for the channels, and for the zones.
    func identifyUser() {
        updateChannels()
        connection.connection.send(Session.zones()) { [unowned self] in zones = (try? $0.get()) ?? zones }
        connection.connection.send(Session.currentUser()) { [unowned self] result in
            switch result {
            case .success(let user?): signIn(user)
            case .success(nil):
                dispatch(.session(.signedInWithoutUser))
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
        dispatch(.session(.signedIn(user, zones: zones)))
        openJournal(of: user)
    }

    /// Sends the effect's request; without the right to, dispatches the refusal.
    func performRequest(_ effect: Effect) {
        do throws(AccessError) {
            try sendRequest(for: effect)
        } catch {
            if let event = effect.event(for: .refused(.notPermitted)) { dispatch(event) }
        }
    }

    private func sendRequest(for effect: Effect) throws(AccessError) {
        switch effect {
        case .inbox(let request): try handle(request)
        case .query(let request): try handle(request)
        case .search(let request): try handle(request)
        case .thread(let request): try handle(request)
        case .changes(let request): try handle(request)
        case .assignment(let request): try handle(request)
        case .merging(let request): try handle(request)
        case .views(let request): try handle(request)
        case .cannedReplies(let request): try handle(request)
        case .records(let request): try handle(request)
        case .outreach(let request): try handle(request)
        case .sla(let request): try handle(request)
        case .settings(let request): try handle(request)
        case .people(let request): try handle(request)
        case .audit(let request): try handle(request)
        case .incidents(let request): try handle(request)
        case .workflows(let request): try handle(request)
        case .webhooks(let request): try handle(request)
        case .deliveries(let request): try handle(request)
        case .jobs(let request): try handle(request)
        case .presence(let request): try handle(request)
        case .contents(let request): try handle(request)
        case .composer, .wake, .setTitle, .redraw, .reconnect, .suspend, .quit: break
        }
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
    func send<Answer>(
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

import Console
import Domain
import Postgres
import Repositories

/// Performs requests about single conversations: reading their threads, and changing them.
extension ConsoleRuntime {
    func handle(_ request: ThreadRequest) throws(AccessError) {
        let user = state.user
        switch request {
        case .readConversation(let id):
            send(try Conversations.find(id, for: user)) { .thread(.conversationRead(id, $0)) }
        case .readPage(let read):
            let request = try Threads.page(
                of: read.conversation,
                at: read.position,
                limit: read.limit,
                version: read.version,
                for: user
            )
            send(request) { .thread(.pageRead(read, $0)) }
        case .readPanel(let id):
            send(try Conversations.details(of: id, for: user)) { .thread(.panelRead(id, $0)) }
        case .readStays(let guest, let id, let day):
            let filter = ReservationFilter(guest: guest, from: day)
            let user = try requireUser(for: .readGuests)
            let request = try Guests.reservations(matching: filter, limit: ThreadRequest.stayLimit, for: user)
            send(request) { .thread(.staysRead(id, $0)) }
        case .readTimeline(let id, let entry):
            let request = try Timelines.page(of: id, before: entry, limit: Timeline.pageLimit, for: user)
            send(request) { .thread(.timelineRead(id, before: entry, $0)) }
        case .markRead(let id, let sequence, let version):
            connection.connection.send(try Threads.markRead(id, upTo: sequence, version: version, by: user)) { _ in }
        }
    }

    func handle(_ request: ChangesRequest) throws(AccessError) {
        switch request {
        case .change(let change, let id, let assignee, let seen):
            let user = try requireUser(for: .changeState)
            let request = try change.request(on: id, assignedTo: assignee, lastSeen: seen, by: user)
            self.change(request, announcing: ChangeNotification([id])) { .changes(.completed(change, on: id, $0)) }
        case .undo(let step):
            let id = step.conversation
            change(Undoing.undo(step.action, in: id), announcing: ChangeNotification([id])) {
                .changes(.undone(step, $0))
            }
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

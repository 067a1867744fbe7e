import Console
import Domain
import Postgres
import Repositories

/// Performs requests about the list, its query line, the message search and the audit trail.
extension ConsoleRuntime {
    func handle(_ request: InboxRequest) throws(AccessError) {
        switch request {
        case .readPage(let read):
            try self.read(read)
        case .readCounters:
            send(try Inbox.counters(for: state.user)) { .inbox(.countersRead($0)) }
        case .readConversations(let ids):
            send(try Conversations.find(ids, for: state.user)) { .inbox(.conversationsRead(ids, $0)) }
        }
    }

    func handle(_ request: QueryRequest) throws(AccessError) {
        switch request {
        case .readTags: send(try Inbox.tagsInUse(for: state.user)) { .query(.tagsRead($0)) }
        case .readColleagues:
            let user = try requireUser(for: .seeColleagues)
            send(try Assignments.colleagues(for: user)) { .query(.colleaguesRead($0)) }
        }
    }

    func handle(_ request: SearchRequest) throws(AccessError) {
        switch request {
        case .read(let read): try search(read)
        case .cancel: searchConnection.cancel()
        }
    }

    func handle(_ request: AuditRequest) throws(AccessError) {
        switch request {
        case .readPage(let read): try readAudit(read)
        }
    }

    /// Reads a page of the inbox. A filter with search words gets its own connection: frequent words may take the
    /// server a second, and nothing else should wait.
    private func read(_ read: InboxPageRequest) throws(AccessError) {
        let request = try Inbox.page(read.query, at: read.position, limit: read.limit, for: state.user)
        guard read.query.filters.looksForWords else { return send(request) { .inbox(.pageRead(read, $0)) } }
        send(request.withTimeout(.seconds(15)), over: wordFilterConnection) { .inbox(.pageRead(read, $0)) }
    }

    /// Searches messages on the slow connection: rare words in old messages may take seconds.
    private func search(_ read: MessageSearchRequest) throws(AccessError) {
        let request = try Search.messages(read.search, before: read.before, limit: read.limit, for: state.user)
        send(request.withTimeout(.seconds(30)), over: searchConnection) { .search(.found(read, $0)) }
    }

    /// Reads the audit trail on the slow connection: matching part of a name scans all entries.
    private func readAudit(_ read: AuditPageRequest) throws(AccessError) {
        let user = try requireUser(for: .readAudit)
        let request = try AuditTrail.entries(read.query, before: read.last, limit: AuditPage.pageSize, for: user)
        send(request.withTimeout(.seconds(30)), over: searchConnection) { .audit(.pageRead(read, $0)) }
    }
}

import Console
import Domain
import Postgres
import Repositories

/// Performs requests about merging conversations.
extension ConsoleRuntime {
    func handle(_ request: MergingRequest) throws(AccessError) {
        switch request {
        case .readGuestConversations(let guest):
            let request = try Guests.conversations(of: guest, limit: 200, for: requireUser(for: .readGuests))
            send(request) { .merging(.guestConversationsRead(of: guest, $0)) }
        case .merge(let members, let head):
            let request = try Merging.merge(members, into: head, by: requireUser(for: .actInBulk))
            change(request, announcing: ChangeNotification(members + [head])) {
                .merging(.merged(members, into: head, $0))
            }
        case .unmerge(let members, let head):
            let request = try Merging.unmerge(members, by: requireUser(for: .actInBulk))
            change(request, announcing: ChangeNotification(members + [head])) {
                .merging(.unmerged(members, from: head, $0))
            }
        case .readSequence(let message):
            send(try Threads.number(of: message, for: state.user)) { .merging(.sequenceRead(of: message, $0)) }
        }
    }
}

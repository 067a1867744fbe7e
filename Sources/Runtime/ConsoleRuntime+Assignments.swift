import Console
import Domain
import Postgres
import Repositories

/// Performs requests about assignments and bulk changes.
extension ConsoleRuntime {
    func handle(_ request: AssignmentRequest) throws(AccessError) {
        let user = try requireUser(for: .readConversations)
        switch request {
        case .readColleagues:
            send(try Assignments.colleagues(for: user)) { .assignment(.colleaguesRead($0)) }
        case .readAssignmentHistory(let id):
            send(try Assignments.history(of: id, for: user)) { .assignment(.assignmentHistoryRead(id, $0)) }
        case .claimNext(let zones):
            let request = try Assignments.takeNext(zones: zones, by: user)
            change(request, announcing: { ChangeNotification([$0].compactMap { $0 }) }) {
                .assignment(.nextClaimed($0))
            }
        case .transfer(let order):
            let id = order.conversation
            change(try order.request(by: user), announcing: ChangeNotification([id])) {
                .assignment(.transferred(order, $0))
            }
        case .change(let order):
            change(try order.request(by: user), announcing: order.announcements) {
                .assignment(.changed(order, $0))
            }
        case .undo(let batch, let order):
            change(try Bulk.undo(batch, by: user), announcing: order.announcements) {
                .assignment(.undone(order, $0))
            }
        }
    }
}

extension TransferRequest {
    fileprivate func request(by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try Assignments.transfer(
            conversation,
            to: target,
            reason: reason,
            assignVersion: assignVersion,
            assignedTo: assignee,
            by: user
        )
    }
}

extension BulkChangeRequest {
    /// The notification to send after the change; empty if nothing changed.
    fileprivate func announcements(_ report: BulkReport) -> ChangeNotification {
        guard report.changedCount > 0 else { return ChangeNotification() }
        switch target {
        case .items(let items): return ChangeNotification(items.map(\.id))
        case .allMatching: return .all
        }
    }

    fileprivate func request(by user: CurrentUser) throws(AccessError) -> Request<BulkReport> {
        switch target {
        case .items(let items): try Bulk.apply(change, to: items, reason: reason, by: user)
        case .allMatching(let query, let moment):
            try Bulk.applyToAll(change, matching: query, upTo: moment, reason: reason, by: user)
        }
    }
}

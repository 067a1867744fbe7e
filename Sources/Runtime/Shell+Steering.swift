import Console
import Domain
import Postgres
import Repositories

/// What the state asks for in steering the desk.
extension Shell {
    func put(_ request: SteeringRequest) throws(AccessError) {
        let reader = try reader(for: .readConversations)
        switch request {
        case .readColleagues:
            send(try Steering.colleagues(for: reader)) { .steered(.colleaguesRead($0)) }
        case .readHistory(let id):
            send(try Steering.history(of: id, for: reader)) { .steered(.historyRead(id, $0)) }
        case .takeNext(let zones):
            steer(
                try Steering.takeNext(zones: zones, by: reader),
                announcing: { Announcements([$0].compactMap { $0 }) }
            ) { .nextTaken($0) }
        case .transfer(let order):
            let id = order.conversation
            steer(try order.request(by: reader), announcing: { _ in Announcements([id]) }) { .transferred(order, $0) }
        case .change(let order):
            steer(try order.request(by: reader), announcing: order.announcements) { .changed(order, $0) }
        case .undo(let batch, let order):
            steer(try Bulk.undo(batch, by: reader), announcing: order.announcements) { .undone(order, $0) }
        }
    }

    /// Sends a request; where it changed something the others are told.
    private func steer<Answer>(
        _ request: Request<Answer>,
        announcing changed: @escaping (Answer) -> Announcements,
        _ answer: @escaping (Result<Answer, Failure>) -> SteeringAnswer
    ) {
        line.connection.send(request) { [unowned self] result in
            if case .success(let made) = result { announce(changed(made)) }
            happen(.steered(answer(result.mapError { Failure(ofChange: $0) })))
        }
    }
}

extension TransferOrder {
    fileprivate func request(by reader: Reader) throws(AccessError) -> Request<Void> {
        try Steering.transfer(
            conversation,
            to: target,
            reason: reason,
            assignVersion: assignVersion,
            assignedTo: assignee,
            by: reader
        )
    }
}

extension BulkOrder {
    /// What is announced where it was done.
    fileprivate func announcements(_ report: BulkReport) -> Announcements {
        guard report.done > 0 else { return Announcements() }
        switch target {
        case .these(let items): return Announcements(items.map(\.id))
        case .everything: return .ofAll
        }
    }

    fileprivate func request(by reader: Reader) throws(AccessError) -> Request<BulkReport> {
        switch target {
        case .these(let items): try Bulk.apply(change, to: items, reason: reason, by: reader)
        case .everything(let query, let moment):
            try Bulk.applyToAll(change, matching: query, upTo: moment, reason: reason, by: reader)
        }
    }
}

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
            steer(try Steering.takeNext(zones: zones, by: reader), announcing: { $0 }) { .nextTaken($0) }
        case .transfer(let order):
            let id = order.conversation
            steer(try order.request(by: reader), announcing: { _ in id }) { .transferred(order, $0) }
        case .change(let order):
            let id = someConversation(of: order)
            steer(try order.request(by: reader), announcing: { $0.done > 0 ? id : nil }) { .changed(order, $0) }
        case .undo(let batch, let order):
            let id = someConversation(of: order)
            steer(try Bulk.undo(batch, by: reader), announcing: { $0.done > 0 ? id : nil }) { .undone(order, $0) }
        }
    }

    /// Sends a request; where it changed something the others get one hint, however many it changed.
    private func steer<Answer>(
        _ request: Request<Answer>,
        announcing changed: @escaping (Answer) -> Identifier<Conversation>?,
        _ answer: @escaping (Result<Answer, Failure>) -> SteeringAnswer
    ) {
        line.connection.send(request) { [unowned self] result in
            if case .success(let made) = result, let id = changed(made) {
                line.connection.send(Conversations.announce(id)) { _ in }
            }
            happen(.steered(answer(result.mapError { Failure(ofChange: $0) })))
        }
    }

    /// One of those that a change is about: a hint has everybody read again all that they see.
    private func someConversation(of order: BulkOrder) -> Identifier<Conversation>? {
        switch order.target {
        case .these(let items): items.first?.id
        case .everything: state.inbox.rows.first?.conversation.id
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
    fileprivate func request(by reader: Reader) throws(AccessError) -> Request<BulkReport> {
        switch target {
        case .these(let items): try Bulk.apply(change, to: items, reason: reason, by: reader)
        case .everything(let query, let moment):
            try Bulk.applyToAll(change, matching: query, upTo: moment, reason: reason, by: reader)
        }
    }
}

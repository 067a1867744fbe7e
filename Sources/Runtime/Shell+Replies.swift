import Console
import Domain
import Postgres
import Repositories

/// What the state asks for about canned replies.
extension Shell {
    func put(_ request: RepliesRequest) throws(AccessError) {
        guard let reader = state.reader else {
            throw AccessError(capability: .readConversations, role: nil, isAboutThisConversation: false)
        }
        switch request {
        case .read:
            send(try CannedReplies.all(for: reader)) { .repliesAnswered(.read($0)) }
        case .save(let content, let earlier):
            change(try CannedReplies.save(content, over: earlier, by: reader)) { .repliesAnswered(.saved($0)) }
        case .delete(let reply):
            change(try CannedReplies.delete(reply, by: reader)) { .repliesAnswered(.deleted($0)) }
        }
    }

    /// Sends a change of a record; only whether it was made comes back.
    func change<Answer>(_ request: Request<Answer>, _ event: @escaping (Result<Void, Failure>) -> Event) {
        line.connection.send(request) { [unowned self] result in
            happen(event(result.map { _ in }.mapError { Failure(ofChange: $0) }))
        }
    }
}

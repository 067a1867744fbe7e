import Console
import Domain
import Repositories

/// What the state asks for about canned replies.
extension Shell {
    func put(_ request: RepliesRequest) throws(AccessError) {
        let reader = try reader(for: .readConversations)
        switch request {
        case .read:
            send(try CannedReplies.all(for: reader)) { .repliesAnswered(.read($0)) }
        case .save(let content, let earlier):
            change(try CannedReplies.save(content, over: earlier, by: reader)) { .repliesAnswered(.saved($0)) }
        case .delete(let reply):
            change(try CannedReplies.delete(reply, by: reader)) { .repliesAnswered(.deleted($0)) }
        }
    }
}

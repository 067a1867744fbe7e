import Console
import Domain
import Repositories

/// Performs requests about canned replies.
extension ConsoleRuntime {
    func handle(_ request: CannedRepliesRequest) throws(AccessError) {
        let user = try requireUser(for: .readConversations)
        switch request {
        case .read:
            send(try CannedReplies.all(for: user)) { .cannedReplies(.read($0)) }
        case .save(let content, let earlier):
            change(try CannedReplies.save(content, over: earlier, by: user)) { .cannedReplies(.saved($0)) }
        case .delete(let reply):
            change(try CannedReplies.delete(reply, by: user)) { .cannedReplies(.deleted($0)) }
        }
    }
}

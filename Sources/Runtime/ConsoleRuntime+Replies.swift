import Console
import Domain
import Repositories

/// Performs requests about canned replies.
extension ConsoleRuntime {
    func handle(_ request: CannedRepliesRequest) throws(AccessError) {
        let user = try requireUser(for: .readConversations)
        switch request {
        case .read:
            send(try CannedReplies.all(for: user)) { .cannedRepliesResponse(.read($0)) }
        case .save(let content, let earlier):
            change(try CannedReplies.save(content, over: earlier, by: user)) { .cannedRepliesResponse(.saved($0)) }
        case .delete(let reply):
            change(try CannedReplies.delete(reply, by: user)) { .cannedRepliesResponse(.deleted($0)) }
        }
    }
}

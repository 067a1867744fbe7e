import Console
import Domain
import Repositories

/// Performs requests about saved views.
extension ConsoleRuntime {
    func handle(_ request: ViewsRequest) throws(AccessError) {
        let user = try requireUser(for: .readConversations)
        switch request {
        case .read: send(try SavedViews.all(for: user)) { .views(.read($0)) }
        case .save(let content, let earlier):
            change(try SavedViews.save(content, over: earlier, by: user)) { .views(.changed(request, $0)) }
        case .delete(let view):
            change(try SavedViews.delete(view, by: user)) { .views(.changed(request, $0)) }
        case .move(let view, let next):
            change(try SavedViews.move(view, before: next, by: user)) { .views(.changed(request, $0)) }
        }
    }
}

import Console
import Domain
import Repositories

/// What the state asks for about views.
extension Shell {
    func put(_ request: ViewsRequest) throws(AccessError) {
        let reader = try reader(for: .readConversations)
        switch request {
        case .read: send(try SavedViews.all(for: reader)) { .viewsAnswered(.read($0)) }
        case .save(let content, let earlier):
            change(try SavedViews.save(content, over: earlier, by: reader)) { .viewsAnswered(.changed(request, $0)) }
        case .delete(let view):
            change(try SavedViews.delete(view, by: reader)) { .viewsAnswered(.changed(request, $0)) }
        case .move(let view, let next):
            change(try SavedViews.move(view, before: next, by: reader)) { .viewsAnswered(.changed(request, $0)) }
        }
    }
}

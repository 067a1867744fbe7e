import Console
import Domain
import Repositories

/// What the state asks for about views.
extension Shell {
    func put(_ request: ViewsRequest) throws(AccessError) {
        guard let reader = state.reader else {
            throw AccessError(capability: .readConversations, role: nil, isAboutThisConversation: false)
        }
        switch request {
        case .read: send(try SavedViews.all(for: reader)) { .viewsAnswered(.read($0)) }
        case .count: send(try SavedViews.counters(for: reader)) { .viewsAnswered(.counted($0)) }
        case .save(let content, let earlier):
            line.connection.send(try SavedViews.save(content, over: earlier, by: reader)) { [unowned self] result in
                settle(request, result.map { _ in }.mapError { Failure(ofChange: $0) })
            }
        case .delete(let view):
            line.connection.send(try SavedViews.delete(view, by: reader)) { [unowned self] result in
                settle(request, result.mapError { Failure(ofChange: $0) })
            }
        }
    }

    private func settle(_ request: ViewsRequest, _ result: Result<Void, Failure>) {
        happen(.viewsAnswered(.changed(request, result)))
    }
}

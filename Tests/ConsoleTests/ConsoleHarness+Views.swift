import Console
import Domain

/// The saved views of the test company.
extension ConsoleHarness {
    /// Makes a shared view, or one of the current user's own.
    static func savedView(_ number: UInt64, _ name: String, _ query: String, isShared: Bool = true) -> SavedView {
        SavedView(
            id: Identifier(high: 11, low: number),
            isShared: isShared,
            name: UntrustedText(name),
            query: UntrustedText(query),
            place: 1,
            version: 1
        )
    }

    /// Two shared views, the second with a zone that no longer exists, and one of the user's own.
    static let keptViews = [
        savedView(1, "Urgent, free", "priority:>=high assignee:nobody order:deadline"),
        savedView(2, "Atlantis", "zone:atlantis"),
        savedView(3, "Mine that wait", "state:en_attente assignee:me", isShared: false),
    ]

    /// Answers a request as the server would.
    mutating func answer(_ request: ViewsRequest) -> ViewsEvent {
        switch request {
        case .read: return .read(.success(views))
        case .save, .delete, .move: break
        }
        savedViews.append(request)
        if let refusal { return request.event(for: refusal) }
        if case .delete(let view) = request { views.removeAll { $0.id == view.id } }
        if case .move(let view, let next) = request {
            views.removeAll { $0.id == view.id }
            views.insert(view, at: views.firstIndex { $0.id == next?.id } ?? views.endIndex)
        }
        if case .save(let content, let earlier) = request {
            views.removeAll { $0.id == earlier?.id }
            views.append(Self.savedView(earlier?.id.low ?? 20, content.name, content.query, isShared: content.isShared))
        }
        return .changed(request, .success(()))
    }

    /// The names of these views in the order on screen.
    func shownViews(of some: [SavedView]) -> [String] {
        canvas.lines.flatMap { line in some.map(\.name.original).filter { line.contains($0) } }
    }
}

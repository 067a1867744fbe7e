import Domain
import Text

/// A view as the list of views has it, made ready when views or counts come in: the sidebar shows it with every frame.
package struct ViewItem: Sendable, Equatable {
    /// Which view it is.
    package enum ID: Sendable, Hashable {
        case builtIn(BuiltInView)
        case saved(Identifier<SavedView>)
    }

    /// The heading under which it stands.
    package enum Section: Sendable, Hashable, CaseIterable {
        case builtIn, own, shared
    }

    /// Which view it is.
    package let id: ID
    /// What it is called.
    package let title: SafeText
    /// The view as it was saved; nil for one that every console has.
    package let saved: SavedView?
    /// What it shows, or why that can't be read any more.
    package let query: Result<InboxQuery, QueryError>
    /// The order that a saved one asks for; nil where it takes the list's.
    package let order: InboxOrder?
    /// How many it shows; nil where nobody counts them.
    package fileprivate(set) var count: Int64?

    /// The heading under which it stands.
    package var section: Section {
        guard let saved else { return .builtIn }
        return saved.isShared ? .shared : .own
    }

    /// Whether it shows what a list shows.
    fileprivate func matches(_ shown: InboxQuery) -> Bool {
        guard case .success(let query) = query else { return false }
        return query.showsSame(as: shown) && (order.map { $0 == shown.order } ?? true)
    }
}

extension State {
    /// The view that the list shows, of several the one that says most; nil where it shows none.
    var shownView: ViewItem? {
        let fitting = views.items.filter { $0.matches(inbox.query) }
        return fitting.first { $0.order != nil } ?? fitting.first { $0.saved != nil } ?? fitting.first
    }

    /// Makes the list of views anew from what is known.
    mutating func rebuildViewItems() {
        let order = InboxOrder.priority
        let builtIn = BuiltInView.allCases.filter { $0 != .ownZones || !ownZones.isEmpty }.map { view in
            viewItem(
                .builtIn(view),
                language.safe(ViewsPhrase.builtIn(view)),
                nil,
                .success(view.query(own: ownZones, order: order))
            )
        }
        let saved = views.saved.map { view in
            viewItem(.saved(view.id), SafeText(view.name), view, reading.result(view.query.original, order: order))
        }
        views.items = builtIn + saved.filter { $0.section == .own } + saved.filter { $0.section == .shared }
    }

    /// Says anew how many each view shows: counts come every few seconds, and to read the queries again costs a hundred times more. Where
    /// none changed the lines stay those that were drawn.
    mutating func updateViewCounts() {
        for place in views.items.indices {
            let count = count(of: views.items[place].query)
            if views.items[place].count != count { views.items[place].count = count }
        }
    }

    private var reading: QueryParser { QueryParser(zones: zones, own: user?.zones ?? []) }

    private func viewItem(
        _ name: ViewItem.ID,
        _ title: SafeText,
        _ saved: SavedView?,
        _ query: Result<InboxQuery, QueryError>
    ) -> ViewItem {
        let order = saved.flatMap { reading.order(of: $0.query.original) }
        return ViewItem(
            id: name,
            title: title,
            saved: saved,
            query: query,
            order: order,
            count: count(of: query)
        )
    }

    private func count(of query: Result<InboxQuery, QueryError>) -> Int64? {
        (try? query.get()).flatMap { inbox.counters?.count(of: $0) }
    }
}

extension QueryParser {
    /// The order that a text names; nil where it names none, or can't be read.
    fileprivate func order(of text: String) -> InboxOrder? {
        guard let one = try? parse(text, order: .priority).order else { return nil }
        return one == (try? parse(text, order: .activity).order) ? one : nil
    }

    /// The query of a text, or the problem with it.
    func result(_ text: String, order: InboxOrder) -> Result<InboxQuery, QueryError> {
        do throws(QueryError) {
            return .success(try parse(text, order: order))
        } catch {
            return .failure(error)
        }
    }
}

import Domain
import Text

/// An entry in the list of views, prepared when views or counts arrive: the sidebar draws it in every frame.
package struct ViewItem: Sendable, Equatable {
    /// The view's identity.
    package enum ID: Sendable, Hashable {
        case builtIn(BuiltInView)
        case saved(Identifier<SavedView>)
    }

    /// The section it belongs to.
    package enum Section: Sendable, Hashable, CaseIterable {
        case builtIn, own, shared
    }

    /// The view's identity.
    package let id: ID
    /// The view's name.
    package let title: SafeText
    /// The view as saved; nil for a built-in one.
    package let saved: SavedView?
    /// The view's query, or why it can't be parsed any more.
    package let query: Result<InboxQuery, QueryError>
    /// The order a saved view's query names; nil if it follows the list's.
    package let order: InboxOrder?
    /// The number of conversations it shows; nil if not counted.
    package fileprivate(set) var count: Int64?

    /// The section it belongs to.
    package var section: Section {
        guard let saved else { return .builtIn }
        return saved.isShared ? .shared : .own
    }

    /// Whether the view matches the query shown in the list.
    fileprivate func matches(_ shown: InboxQuery) -> Bool {
        guard case .success(let query) = query else { return false }
        return query.showsSame(as: shown) && (order.map { $0 == shown.order } ?? true)
    }
}

extension State {
    /// Rebuilds the list of views.
    mutating func rebuildViewItems() {
        let order = InboxOrder.deadline
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
            count: inbox.counters?.count(of: query)
        )
    }
}

extension ViewsState {
    /// The view of the list's query, the most specific one if several match; nil if none does.
    func item(showing query: InboxQuery) -> ViewItem? {
        let fitting = items.filter { $0.matches(query) }
        return fitting.first { $0.order != nil } ?? fitting.first { $0.saved != nil } ?? fitting.first
    }

    /// Updates the counts only: they arrive every few seconds, and parsing the queries again costs a hundred times
    /// more. Unchanged items are left alone, to avoid a redraw.
    mutating func updateCounts(from counters: InboxCounters) {
        for place in items.indices {
            let count = counters.count(of: items[place].query)
            if items[place].count != count { items[place].count = count }
        }
    }
}

extension InboxCounters {
    /// The number of conversations that a view shows; nil if not counted, or its query can't be parsed.
    fileprivate func count(of query: Result<InboxQuery, QueryError>) -> Int64? {
        (try? query.get()).flatMap { count(of: $0) }
    }
}

extension QueryParser {
    /// The order a query names explicitly; nil if it names none or can't be parsed.
    fileprivate func order(of text: String) -> InboxOrder? {
        guard let one = try? parse(text, order: .deadline).order else { return nil }
        return one == (try? parse(text, order: .activity).order) ? one : nil
    }

    /// Parses a query into a result.
    func result(_ text: String, order: InboxOrder) -> Result<InboxQuery, QueryError> {
        do throws(QueryError) {
            return .success(try parse(text, order: order))
        } catch {
            return .failure(error)
        }
    }
}

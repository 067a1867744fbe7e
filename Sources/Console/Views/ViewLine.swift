import Domain
import Text

/// A view as the list of views has it, made ready when views or counts come in: the sidebar shows it with every frame.
package struct ViewLine: Sendable, Equatable {
    /// Which view it is.
    package enum Name: Sendable, Hashable {
        case builtIn(BuiltInView)
        case saved(Identifier<SavedView>)
    }

    /// The heading under which it stands.
    package enum Section: Sendable, Hashable, CaseIterable {
        case builtIn, own, shared
    }

    /// Which view it is.
    package let name: Name
    /// What it is called.
    package let title: SafeText
    /// The view as it was saved; nil for one that every console has.
    package let saved: SavedView?
    /// What it shows, or why that can't be read any more.
    package let query: Result<InboxQuery, QueryProblem>
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
    fileprivate func fits(_ shown: InboxQuery) -> Bool {
        guard case .success(let query) = query else { return false }
        return query.showsSame(as: shown) && (order.map { $0 == shown.order } ?? true)
    }
}

extension State {
    /// The view that the list shows, of several the one that says most; nil where it shows none.
    var shownView: ViewLine? {
        let fitting = views.lines.filter { $0.fits(inbox.query) }
        return fitting.first { $0.order != nil } ?? fitting.first { $0.saved != nil } ?? fitting.first
    }

    /// Makes the list of views anew from what is known.
    mutating func layOutViews() {
        let order = InboxOrder.priority
        let builtIn = BuiltInView.allCases.filter { $0 != .ownZones || !ownZones.isEmpty }.map { view in
            line(
                .builtIn(view),
                language.safe(ViewsPhrase.builtIn(view)),
                nil,
                .success(view.query(own: ownZones, order: order))
            )
        }
        let saved = views.saved.map { view in
            line(.saved(view.id), SafeText(view.name), view, reading.result(view.query.original, order: order))
        }
        views.lines = builtIn + saved.filter { $0.section == .own } + saved.filter { $0.section == .shared }
    }

    /// Says anew how many each view shows: counts come every few seconds, and to read the queries again costs a hundred times more. Where
    /// none changed the lines stay those that were drawn.
    mutating func recountViews() {
        for place in views.lines.indices {
            let count = count(of: views.lines[place].query)
            if views.lines[place].count != count { views.lines[place].count = count }
        }
    }

    private var reading: QueryReading { QueryReading(zones: zones, own: reader?.zones ?? []) }

    private func line(
        _ name: ViewLine.Name,
        _ title: SafeText,
        _ saved: SavedView?,
        _ query: Result<InboxQuery, QueryProblem>
    ) -> ViewLine {
        let order = saved.flatMap { reading.order(of: $0.query.original) }
        return ViewLine(
            name: name,
            title: title,
            saved: saved,
            query: query,
            order: order,
            count: count(of: query)
        )
    }

    private func count(of query: Result<InboxQuery, QueryProblem>) -> Int64? {
        (try? query.get()).flatMap { inbox.counters?.count(of: $0) }
    }
}

extension QueryReading {
    /// The order that a text names; nil where it names none, or can't be read.
    fileprivate func order(of text: String) -> InboxOrder? {
        guard let one = try? query(text, order: .priority).order else { return nil }
        return one == (try? query(text, order: .activity).order) ? one : nil
    }

    /// The query of a text, or the problem with it.
    func result(_ text: String, order: InboxOrder) -> Result<InboxQuery, QueryProblem> {
        do throws(QueryProblem) {
            return .success(try query(text, order: order))
        } catch {
            return .failure(error)
        }
    }
}

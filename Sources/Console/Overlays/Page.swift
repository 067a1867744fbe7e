import Screen
import Text

/// Something over the panes that looks after itself: a list of records, a record, a form. A page is a value: it changes by
/// putting its successor into the state.
package protocol Page: Sendable {
    /// What it was opened from, and what Esc goes back to; nil for the panes.
    var parent: (any Page)? { get }

    /// Takes a key other than Esc.
    func handleKey(_ key: Key, in state: inout State) -> [Effect]

    /// Takes Esc: goes back to what the page was opened from, unless the page has something to say first.
    func close(in state: inout State) -> [Effect]

    /// Takes in a text that was pasted.
    mutating func paste(_ text: String)

    /// Draws itself over the panes.
    func draw(of state: State, on canvas: inout Canvas)
}

extension Page {
    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return []
    }

    package mutating func paste(_ text: String) {}
}

extension State {
    /// Opens a page over the panes, or puts it in the place of its predecessor.
    mutating func present(_ page: some Page) -> [Effect] {
        overlay = .page(page)
        return []
    }

    /// Shows what a page was opened from.
    mutating func dismiss(_ page: some Page) {
        overlay = page.parent.map { .page($0) }
    }

    /// The page that lies over the panes, where it is of this kind; nil for another or none.
    func page<Wanted: Page>(_: Wanted.Type = Wanted.self) -> Wanted? {
        guard case .page(let page) = overlay else { return nil }
        return page as? Wanted
    }
}

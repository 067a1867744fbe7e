import Screen
import Text

/// A self-contained overlay: a list of records, a record, a form. A page is a value: to change, it stores an updated
/// copy in the state.
package protocol Page: Sendable {
    /// The page it was opened from, to which Esc returns; nil for the panes.
    var parent: (any Page)? { get }

    /// Handles any key except Esc.
    func handleKey(_ key: Key, in state: inout State) -> [Effect]

    /// Handles Esc: returns to the parent, unless the page asks for confirmation first.
    func close(in state: inout State) -> [Effect]

    /// Inserts pasted text.
    mutating func paste(_ text: String)

    /// Draws the page over the panes.
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
    /// Opens a page, or replaces the current one.
    mutating func present(_ page: some Page) -> [Effect] {
        overlay = .page(page)
        return []
    }

    /// Closes a page, showing its parent.
    mutating func dismiss(_ page: some Page) {
        overlay = page.parent.map { .page($0) }
    }

    /// The current page if it is of this type; else nil.
    func page<Wanted: Page>(_: Wanted.Type = Wanted.self) -> Wanted? {
        guard case .page(let page) = overlay else { return nil }
        return page as? Wanted
    }
}

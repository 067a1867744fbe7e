import Screen
import Text

/// Something drawn over the panes that takes all keys until it is closed: a choice, a list of records, a form. An
/// overlay is a value: to change, it stores an updated copy in the state.
package protocol Overlay: Sendable {
    /// The overlay it was opened from, to which Esc returns; nil for the panes.
    var parent: (any Overlay)? { get }

    /// Handles any key except Esc.
    func handleKey(_ key: Key, in state: inout State) -> [Effect]

    /// Returns the command that a key runs once the overlay has closed; nil for keys that the overlay handles itself.
    func command(on key: Key, in state: State) -> Command?

    /// Handles Esc: returns to the parent, unless the overlay asks for confirmation first.
    func close(in state: inout State) -> [Effect]

    /// Inserts pasted text.
    mutating func paste(_ text: String)

    /// Draws the overlay over the panes.
    func draw(of state: State, on canvas: inout Canvas)
}

extension Overlay {
    package var parent: (any Overlay)? { nil }

    package func command(on key: Key, in state: State) -> Command? { nil }

    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return []
    }

    package mutating func paste(_ text: String) {}
}

extension State {
    /// Opens an overlay, or replaces the current one.
    mutating func present(_ overlay: some Overlay) -> [Effect] {
        self.overlay = overlay
        return []
    }

    /// Closes an overlay, showing its parent.
    mutating func dismiss(_ overlay: some Overlay) {
        self.overlay = overlay.parent
    }

    /// The current overlay if it is of this type; else nil.
    func overlay<Wanted: Overlay>(of _: Wanted.Type) -> Wanted? { overlay as? Wanted }

    /// Handles a key of the current overlay.
    mutating func handleKey(
        _ key: Key,
        in overlay: any Overlay,
        using generator: inout some RandomNumberGenerator
    ) -> [Effect] {
        if key == .escape { return overlay.close(in: &self) }
        guard let command = overlay.command(on: key, in: self) else { return overlay.handleKey(key, in: &self) }
        self.overlay = nil
        return perform(command, using: &generator)
    }
}

/// Remembers the snapshot that a pane was last drawn from. Unchanged snapshot: skip the redraw; making and comparing a
/// snapshot costs less than drawing.
struct RedrawGuard<Snapshot: Equatable & Sendable>: Sendable {
    private var lastSnapshot: Snapshot?

    /// Returns whether the pane must be redrawn for this snapshot, and remembers it; nil means that there is no
    /// snapshot and the pane is redrawn every time.
    mutating func needsRedraw(for now: Snapshot?) -> Bool {
        if let now, now == lastSnapshot { return false }
        lastSnapshot = now
        return true
    }
}

/// Reference type that compares by identity, so that a guard need not read its contents.
package protocol IdentityEquatable: AnyObject, Equatable {}

extension IdentityEquatable {
    package static func == (left: Self, right: Self) -> Bool { left === right }
}

/// What a pane was drawn from last. Where the same comes out again the pane stands as it is: to make it and to compare it
/// costs less than to draw.
struct RedrawGuard<Snapshot: Equatable & Sendable>: Sendable {
    private var lastSnapshot: Snapshot?

    /// Whether a pane is to be drawn that is made from this; nil where it can't be told in short, and is drawn each time.
    mutating func needsRedraw(for now: Snapshot?) -> Bool {
        if let now, now == lastSnapshot { return false }
        lastSnapshot = now
        return true
    }
}

/// An object that is equal to itself alone: where it is still the one that a pane was drawn from, nothing in it is read.
package protocol IdentityEquatable: AnyObject, Equatable {}

extension IdentityEquatable {
    package static func == (left: Self, right: Self) -> Bool { left === right }
}

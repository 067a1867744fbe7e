/// What a pane was drawn from last. Where the same comes out again the pane stands as it is: to make it and to compare it
/// costs less than to draw.
struct Sight<Seen: Equatable & Sendable>: Sendable {
    private var seen: Seen?

    /// Whether a pane is to be drawn that is made from this; nil where it can't be told in short, and is drawn each time.
    mutating func isNew(_ now: Seen?) -> Bool {
        if let now, now == seen { return false }
        seen = now
        return true
    }
}

/// An object that is equal to itself alone: where it is still the one that a pane was drawn from, nothing in it is read.
package protocol EqualToItself: AnyObject, Equatable {}

extension EqualToItself {
    package static func == (left: Self, right: Self) -> Bool { left === right }
}

/// What whoever waits for the demo is told.
package enum LoadProgress: Sendable, Equatable {
    /// A step begins; a line for a person.
    case step(String)
    /// Part of a long step is done: `done` of `total`, both counts of the same thing.
    case progress(done: Int, total: Int)
}

/// Progress while the demo is being prepared.
package enum LoadProgress: Sendable, Equatable {
    /// A step begins; the text is for display.
    case step(String)
    /// Progress within a long step: `done` of `total`, in the same unit.
    case progress(done: Int, total: Int)
}

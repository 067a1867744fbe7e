import Domain
import Screen

/// Swallows text typed right after a composer couldn't be opened. Keys typed before the user can have seen the refusal
/// are meant as text; as commands they would claim, move and change conversations.
struct TypeAheadGuard: Sendable {
    private var lastKeyAt: Timestamp?
    /// The latest swallowed key; nil if none was.
    private var lastKey: Key?
    /// How many times in a row that key came.
    private var repeats = 0

    /// Reaction time: keys pressed sooner can't be a response to the refusal.
    static let reaction: Duration = .milliseconds(250)
    /// A pause this long ends the typing.
    static let pause: Duration = .milliseconds(600)
    /// Maximum repeats of a letter in a word; more means a key held down to move.
    static let maxRepeats = 2

    /// Starts swallowing, after the key that would have opened the composer.
    mutating func arm(at now: Timestamp) {
        lastKeyAt = now
        lastKey = nil
        repeats = 0
    }

    /// Returns whether a key belongs to the text and must be ignored.
    mutating func swallows(_ key: Key, at now: Timestamp) -> Bool {
        guard let last = lastKeyAt else { return false }
        let isText = key.typed != nil || key == .enter || key == .backspace
        repeats = key == lastKey ? repeats + 1 : 1
        guard isText, repeats <= Self.maxRepeats, now - last < (lastKey == nil ? Self.reaction : Self.pause) else {
            lastKeyAt = nil
            return false
        }
        lastKeyAt = now
        lastKey = key
        return true
    }
}

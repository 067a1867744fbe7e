import Domain
import Screen

/// A text that couldn't be begun. Who types on before they can have seen that means the text: its letters are no commands, which
/// would take, move and change conversations.
struct TypeAheadGuard: Sendable {
    private var lastKeyAt: Timestamp?
    /// What was typed of it last; nil for nothing yet.
    private var lastKey: Key?
    /// How often that came in a row.
    private var repeats = 0

    /// Nobody reacts to what appears within so short a time.
    static let reaction: Duration = .milliseconds(250)
    /// So long a pause ends what is being typed.
    static let pause: Duration = .milliseconds(600)
    /// No word has a letter more often in a row: that key is held down, to move.
    static let maxRepeats = 2

    /// The key that would have begun it was pressed.
    mutating func arm(at now: Timestamp) {
        lastKeyAt = now
        lastKey = nil
        repeats = 0
    }

    /// Whether a key belongs to the text.
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

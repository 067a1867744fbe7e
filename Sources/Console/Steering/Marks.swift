import Domain

/// The conversations that were marked, to act on all of them at once.
package struct Marks: Sendable, Equatable {
    /// Everything that matches the filter, more than the list holds.
    package struct Everything: Sendable, Hashable {
        /// The filter.
        package var query: InboxQuery
        /// When it was seen; what got a message later isn't meant.
        package var upTo: Timestamp
        /// How many they are; nil where nobody has counted them.
        package var count: Int64?
    }

    /// Those marked one by one, as they were then.
    private(set) var chosen: [Identifier<Conversation>: Conversation] = [:]
    /// Those of the range that is being drawn, as they were when it reached them.
    private(set) var ranged: [Identifier<Conversation>: Conversation] = [:]
    /// Where that range began; nil where none is being drawn.
    private(set) var anchor: Identifier<Conversation>?
    /// Set where everything that matches is marked, whether it is in the list's window or not.
    private(set) var everything: Everything?

    /// Whether nothing is marked.
    package var isEmpty: Bool { chosen.isEmpty && ranged.isEmpty && everything == nil }

    /// The marked ones, each once; empty where everything is marked.
    var conversations: [Conversation] {
        Array(chosen.merging(ranged) { first, _ in first }.values)
    }

    /// Whether a row of the list is marked.
    package func contains(_ conversation: Conversation) -> Bool {
        // Every row that is drawn asks, and mostly nothing is marked.
        guard !isEmpty else { return false }
        if let everything { return conversation.lastMessageAt <= everything.upTo }
        return chosen[conversation.id] != nil || ranged[conversation.id] != nil
    }

    /// Marks a conversation, or takes its mark away.
    mutating func toggle(_ conversation: Conversation) {
        endRange()
        if chosen.removeValue(forKey: conversation.id) == nil { chosen[conversation.id] = conversation }
    }

    /// Begins a range.
    mutating func beginRange(at conversation: Conversation) {
        anchor = conversation.id
        ranged = [conversation.id: conversation]
    }

    /// The range now holds these. Rows that come in between later, by themselves, aren't in it.
    mutating func drawRange(over conversations: [Conversation]) {
        ranged = Dictionary(
            conversations.map { ($0.id, ranged[$0.id] ?? $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What the range holds stays marked.
    mutating func endRange() {
        chosen.merge(ranged) { first, _ in first }
        ranged = [:]
        anchor = nil
    }

    /// Marks all of these.
    mutating func add(_ conversations: [Conversation]) {
        endRange()
        for conversation in conversations where chosen[conversation.id] == nil {
            chosen[conversation.id] = conversation
        }
    }

    /// Marks everything that matches.
    mutating func choose(_ everything: Everything) {
        self = Marks()
        self.everything = everything
    }

    /// Takes the marks of these away.
    mutating func remove(_ ids: some Sequence<Identifier<Conversation>>) {
        endRange()
        for id in ids { chosen[id] = nil }
    }
}

import Domain

/// The conversations that were marked, to act on all of them at once.
package struct Marks: Sendable, Equatable {
    /// Everything that matches the filter, more than the list holds.
    package struct AllMatching: Sendable, Hashable {
        /// The filter.
        package var query: InboxQuery
        /// When it was seen; what got a message later isn't meant.
        package var upTo: Timestamp
        /// How many they are; nil where nobody has counted them.
        package var count: Int64?
    }

    /// Those marked one by one, as they were then.
    private(set) var individual: [Identifier<Conversation>: Conversation] = [:]
    /// Those of the range that is being drawn, as they were when it reached them.
    private(set) var inRange: [Identifier<Conversation>: Conversation] = [:]
    /// Where that range began; nil where none is being drawn.
    private(set) var anchor: Identifier<Conversation>?
    /// Set where everything that matches is marked, whether it is in the list's window or not.
    private(set) var allMatching: AllMatching?

    /// Whether nothing is marked.
    package var isEmpty: Bool { individual.isEmpty && inRange.isEmpty && allMatching == nil }

    /// The marked ones, each once; empty where everything is marked.
    var conversations: [Conversation] {
        Array(individual.merging(inRange) { first, _ in first }.values)
    }

    /// Whether a row of the list is marked.
    package func contains(_ conversation: Conversation) -> Bool {
        // Every row that is drawn asks, and mostly nothing is marked.
        guard !isEmpty else { return false }
        if let allMatching { return conversation.lastMessageAt <= allMatching.upTo }
        return individual[conversation.id] != nil || inRange[conversation.id] != nil
    }

    /// Marks a conversation, or takes its mark away.
    mutating func toggle(_ conversation: Conversation) {
        endRange()
        if individual.removeValue(forKey: conversation.id) == nil { individual[conversation.id] = conversation }
    }

    /// Begins a range.
    mutating func beginRange(at conversation: Conversation) {
        anchor = conversation.id
        inRange = [conversation.id: conversation]
    }

    /// The range now holds these. Rows that come in between later, by themselves, aren't in it.
    mutating func extendRange(over conversations: [Conversation]) {
        inRange = Dictionary(
            conversations.map { ($0.id, inRange[$0.id] ?? $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// What the range holds stays marked.
    mutating func endRange() {
        individual.merge(inRange) { first, _ in first }
        inRange = [:]
        anchor = nil
    }

    /// Marks all of these.
    mutating func add(_ conversations: [Conversation]) {
        endRange()
        for conversation in conversations where individual[conversation.id] == nil {
            individual[conversation.id] = conversation
        }
    }

    /// Marks everything that matches.
    mutating func markAll(_ everything: AllMatching) {
        self = Marks()
        self.allMatching = everything
    }

    /// Takes the marks of these away.
    mutating func remove(_ ids: some Sequence<Identifier<Conversation>>) {
        endRange()
        for id in ids { individual[id] = nil }
    }
}

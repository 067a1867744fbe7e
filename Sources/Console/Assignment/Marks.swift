import Domain

/// Marked conversations, the target of bulk changes.
package struct Marks: Sendable, Equatable {
    /// Everything that matches a filter, beyond the loaded rows.
    package struct AllMatching: Sendable, Hashable {
        /// The filter.
        package var query: InboxQuery
        /// When it was marked; conversations with a later message are excluded.
        package var upTo: Timestamp
        /// How many conversations match; nil if not counted.
        package var count: Int64?
    }

    /// Conversations marked one by one, as they were then.
    private(set) var individual: [Identifier<Conversation>: Conversation] = [:]
    /// Conversations in the current range, as they were when they joined it.
    private(set) var inRange: [Identifier<Conversation>: Conversation] = [:]
    /// Where the current range starts; nil if there is none.
    private(set) var anchor: Identifier<Conversation>?
    /// Set if everything that matches is marked, loaded or not.
    private(set) var allMatching: AllMatching?

    /// Whether nothing is marked.
    package var isEmpty: Bool { individual.isEmpty && inRange.isEmpty && allMatching == nil }

    /// The conversations marked individually or by range, each once; empty if everything is marked.
    var conversations: [Conversation] {
        Array(individual.merging(inRange) { first, _ in first }.values)
    }

    /// Returns whether a row of the list is marked.
    package func contains(_ conversation: Conversation) -> Bool {
        // Called for every drawn row, usually without any marks.
        guard !isEmpty else { return false }
        if let allMatching { return conversation.lastMessageAt <= allMatching.upTo }
        return individual[conversation.id] != nil || inRange[conversation.id] != nil
    }

    /// Toggles a conversation's mark.
    mutating func toggle(_ conversation: Conversation) {
        endRange()
        if individual.removeValue(forKey: conversation.id) == nil { individual[conversation.id] = conversation }
    }

    /// Starts a range.
    mutating func beginRange(at conversation: Conversation) {
        anchor = conversation.id
        inRange = [conversation.id: conversation]
    }

    /// Extends the range to a row of the list; rows that arrive in between later don't join by themselves. If its start
    /// has left the list, the range ends as it was.
    mutating func extendRange(to index: Int, in rows: [ConversationRow]) {
        guard let anchor else { return }
        guard let start = rows.firstIndex(where: { $0.conversation.id == anchor }) else { return endRange() }
        let range = rows[min(start, index)...max(start, index)].map(\.conversation)
        inRange = Dictionary(range.map { ($0.id, inRange[$0.id] ?? $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Ends the range; its conversations stay marked.
    mutating func endRange() {
        individual.merge(inRange) { first, _ in first }
        inRange = [:]
        anchor = nil
    }

    /// Marks all these conversations.
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

    /// Unmarks these conversations.
    mutating func remove(_ ids: some Sequence<Identifier<Conversation>>) {
        endRange()
        for id in ids { individual[id] = nil }
    }
}

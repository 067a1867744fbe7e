import Domain

/// What somebody announced: conversations that may have changed.
package struct ChangeNotification: Sendable, Hashable {
    /// The conversations that were named.
    package private(set) var ids: Set<Identifier<Conversation>> = []
    /// Whether others may have changed too.
    package private(set) var affectsAll = false

    /// To name more costs those who listen more than to read again what they see.
    private static let maxIDs = 20

    /// That these changed; none says nothing.
    package init(_ named: some Sequence<Identifier<Conversation>> = []) {
        for id in named { add(id) }
    }

    /// That any may have changed.
    package static let all = {
        var announcements = Self()
        announcements.add(nil)
        return announcements
    }()

    /// Whether nothing was announced.
    package var isEmpty: Bool { ids.isEmpty && !affectsAll }

    /// Adds one; nil where it wasn't said which.
    package mutating func add(_ id: Identifier<Conversation>?) {
        if let id, !affectsAll { ids.insert(id) }
        guard id == nil || ids.count > Self.maxIDs else { return }
        (ids, affectsAll) = ([], true)
    }

    /// Adds others.
    mutating func add(_ others: Self) {
        for id in others.ids { add(id) }
        if others.affectsAll { add(nil) }
    }

    /// Whether a thread shows something of it.
    func affects(_ conversation: Conversation) -> Bool {
        affectsAll || ids.contains { conversation.contains($0) }
    }
}

import Domain

/// The conversations that pending notifications report as changed.
package struct ChangeNotification: Sendable, Hashable {
    /// The conversations named; empty when `affectsAll` is set.
    package private(set) var ids: Set<Identifier<Conversation>> = []
    /// Whether any conversation may have changed.
    package private(set) var affectsAll = false

    /// Beyond this many ids, rereading the whole screen is cheaper for listeners than rereading each conversation.
    private static let maxIDs = 20

    /// Creates a notification of the conversations named; an empty sequence makes an empty notification.
    package init(_ named: some Sequence<Identifier<Conversation>> = []) {
        for id in named { add(id) }
    }

    /// A notification that any conversation may have changed.
    package static let all = {
        var announcements = Self()
        announcements.add(nil)
        return announcements
    }()

    /// Whether it reports no change.
    package var isEmpty: Bool { ids.isEmpty && !affectsAll }

    /// Adds a conversation; nil, or more than `maxIDs` ids, means any conversation may have changed.
    package mutating func add(_ id: Identifier<Conversation>?) {
        if let id, !affectsAll { ids.insert(id) }
        guard id == nil || ids.count > Self.maxIDs else { return }
        (ids, affectsAll) = ([], true)
    }

    /// Merges another notification into this one.
    mutating func add(_ others: Self) {
        for id in others.ids { add(id) }
        if others.affectsAll { add(nil) }
    }

    /// Returns whether the conversation, or one merged into it, may have changed.
    func affects(_ conversation: Conversation) -> Bool {
        affectsAll || ids.contains { conversation.contains($0) }
    }
}

import Domain

/// What somebody announced: conversations that may have changed.
package struct Announcements: Sendable, Hashable {
    /// The conversations that were named.
    package private(set) var named: Set<Identifier<Conversation>> = []
    /// Whether others may have changed too.
    package private(set) var concernsAll = false

    /// To name more costs those who listen more than to read again what they see.
    private static let mostNamed = 20

    /// That these changed; none says nothing.
    package init(_ named: some Sequence<Identifier<Conversation>> = []) {
        for id in named { add(id) }
    }

    /// That any may have changed.
    package static let ofAll = {
        var announcements = Self()
        announcements.add(nil)
        return announcements
    }()

    /// Whether nothing was announced.
    package var isEmpty: Bool { named.isEmpty && !concernsAll }

    /// Adds one; nil where it wasn't said which.
    package mutating func add(_ id: Identifier<Conversation>?) {
        if let id, !concernsAll { named.insert(id) }
        guard id == nil || named.count > Self.mostNamed else { return }
        (named, concernsAll) = ([], true)
    }

    /// Adds others.
    mutating func add(_ others: Self) {
        for id in others.named { add(id) }
        if others.concernsAll { add(nil) }
    }

    /// Whether a thread shows something of it.
    func concern(_ conversation: Conversation) -> Bool {
        concernsAll || named.contains { conversation.shows($0) }
    }
}

/// A query that is kept under a name. Its text was right when it was saved; a zone in it may be gone since, so whoever
/// opens it reads it anew and shows what is wrong.
package struct SavedView: Sendable, Hashable {
    /// The view's id.
    package var id: Identifier<SavedView>
    /// Everybody's, where it isn't the user's own.
    package var isShared: Bool
    /// Its name, 1 to 60 characters.
    package var name: UntrustedText
    /// The query as it was written, 1 to 1,000 characters.
    package var query: UntrustedText
    /// Where it stands among those of its owner, from 1 to 999; equal places go by name.
    package var position: Int16
    /// How often it was changed, from 1; a change names the version that it saw.
    package var version: Int32

    /// A view from its columns.
    package init(
        id: Identifier<SavedView>,
        isShared: Bool,
        name: UntrustedText,
        query: UntrustedText,
        place: Int16,
        version: Int32
    ) {
        self.id = id
        self.isShared = isShared
        self.name = name
        self.query = query
        self.position = place
        self.version = version
    }
}

/// What somebody wants a view to be.
package struct SavedViewContent: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its query.
    package var query: String
    /// Its place; nil for last, or for where it stands.
    package var place: Int16?
    /// Whether everybody has it.
    package var isShared: Bool

    /// A view to be.
    package init(name: String, query: String, place: Int16? = nil, isShared: Bool = false) {
        self.name = name
        self.query = query
        self.place = place
        self.isShared = isShared
    }
}

extension [SavedView] {
    /// The view that a person means by a name, without case and accents: their own before a shared one.
    package func named(_ name: String) -> SavedView? {
        let fitting = filter { QueryToken.folded($0.name.original) == QueryToken.folded(name) }
        return fitting.first { !$0.isShared } ?? fitting.first
    }
}

extension CurrentUser {
    /// Whether the person may make, change or delete such a view.
    package func mayChangeView(shared isShared: Bool) -> Bool {
        can(isShared ? .manageShared : .readConversations)
    }
}

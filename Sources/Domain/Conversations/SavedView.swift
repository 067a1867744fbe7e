/// A query saved under a name. The query was valid when saved but may since name a zone that is gone, so it is parsed
/// on opening and its errors are shown.
package struct SavedView: Sendable, Hashable {
    /// The view's id.
    package var id: Identifier<SavedView>
    /// Whether it is shared; otherwise it belongs to the current user.
    package var isShared: Bool
    /// Its name, 1 to 60 characters.
    package var name: UntrustedText
    /// The query's text, 1 to 1,000 characters.
    package var query: UntrustedText
    /// The sort position among views of the same owner, 1 to 999; equal positions sort by name.
    package var position: Int16
    /// The version, from 1; an edit passes the version it saw.
    package var version: Int32

    /// Creates a view from its columns.
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

/// The editable content of a saved view.
package struct SavedViewContent: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Its query.
    package var query: String
    /// Its position; nil for last, or unchanged if the view exists.
    package var place: Int16?
    /// Whether it is shared.
    package var isShared: Bool

    /// Creates the content from its parts.
    package init(name: String, query: String, place: Int16? = nil, isShared: Bool = false) {
        self.name = name
        self.query = query
        self.place = place
        self.isShared = isShared
    }
}

extension [SavedView] {
    /// The view with a name, ignoring case and accents; the user's own before a shared one.
    package func named(_ name: String) -> SavedView? {
        let fitting = filter { QueryToken.folded($0.name.original) == QueryToken.folded(name) }
        return fitting.first { !$0.isShared } ?? fitting.first
    }
}

extension CurrentUser {
    /// Whether the user may create, edit or delete such a view.
    package func mayChangeView(shared isShared: Bool) -> Bool {
        can(isShared ? .manageShared : .readConversations)
    }
}

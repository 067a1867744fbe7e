import Domain

extension State {
    /// Opens the query line with the list's current query.
    mutating func editFilter() -> [Effect] {
        present(QueryForm(inbox.query.text(zones: zones, own: user?.zones ?? []) + " ")) + [.readTags]
    }
}

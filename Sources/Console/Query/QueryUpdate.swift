import Domain

extension State {
    /// Opens the query line with the list's current query.
    mutating func editFilter() -> [Effect] {
        present(QueryForm(inbox.query.text(zones: zones, own: user?.zones ?? []) + " ")) + [.query(.readTags)]
    }

    mutating func handle(_ event: QueryEvent) -> [Effect] {
        switch event {
        case .tagsRead(let result):
            if case .success(let tags) = result { tagsInUse = tags }
            return []
        }
    }
}

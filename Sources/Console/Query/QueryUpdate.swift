import Domain

extension State {
    /// Opens the query line with the list's current query.
    mutating func editFilter() -> [Effect] {
        let colleagues: [Effect] = user?.can(.seeColleagues) == true ? [.query(.readColleagues)] : []
        return present(QueryForm(inbox.query.text(zones: zones, own: user?.zones ?? []) + " "))
            + [.query(.readTags)] + colleagues
    }

    mutating func handle(_ event: QueryEvent) -> [Effect] {
        switch event {
        case .tagsRead(let result):
            if case .success(let tags) = result { tagsInUse = tags }
            return []
        case .colleaguesRead(let result):
            if case .success(let colleagues) = result { colleagueNames = colleagues.map(\.name) }
            return []
        }
    }
}

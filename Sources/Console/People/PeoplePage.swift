import Domain
import Screen
import Text

/// The list of staff, with a filter.
package struct PeoplePage: Overlay {
    /// The staff; nil until read.
    var people: [StaffMember]?
    /// The filter's text.
    var search = TextEditor("", .oneLine)
    /// Whether keys go to the filter.
    var isSearching = false
    /// The index of the person under the cursor, within `found`.
    var index = 0
    /// The id from which new people's ids are derived.
    let seed: Identifier<Person>

    /// The people whose name, login, role or profile contains every word of the filter, ignoring case.
    var found: [StaffMember] {
        let words = search.text.lowercased().split(separator: " ")
        guard !words.isEmpty else { return people ?? [] }
        return (people ?? []).filter { member in
            let texts = [
                member.name.original, member.login?.name ?? "", member.role?.role.label ?? "",
                member.details.profile.label,
            ]
            let text = texts.joined(separator: " ").lowercased()
            return words.allSatisfy { text.contains($0) }
        }
    }

    /// An id not in use in the list.
    private var freshID: Identifier<Person> {
        var id = seed
        while people?.contains(where: { $0.id == id }) == true {
            id = Identifier(high: id.high, low: id.low &+ 1)
        }
        return id
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        isSearching ? handleSearchKey(key, in: &state) : handleListKey(key, in: &state)
    }

    private func handleSearchKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        let step = key.arrowStep
        if key == .enter {
            page.isSearching = false
        } else if step != 0 {
            page.move(by: step)
        } else if page.search.handleKey(key, width: 40) {
            page.index = 0
        }
        return state.present(page)
    }

    private func handleListKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        switch key {
        case .character("q"): return close(in: &state)
        case .character("/"): page.isSearching = true
        case .character("a") where state.user?.can(.managePeople) == true:
            return state.present(PersonForm(adding: freshID, parent: self, state))
        case .enter, .right:
            guard found.indices.contains(index) else { return [] }
            let id = found[index].id
            return state.present(PersonPage(id, parent: self)) + [.people(.readPerson(id))]
        case .character("o"):
            return found.indices.contains(index) ? state.showConversations(of: found[index]) : []
        case .character("g"): page.index = 0
        case .character("G"): page.index = max(0, found.count - 1)
        default: page.move(by: key.step)
        }
        return state.present(page)
    }

    private mutating func move(by step: Int) {
        index = max(0, min(index + step, found.count - 1))
    }

    /// Esc clears the filter before it closes the page.
    package func close(in state: inout State) -> [Effect] {
        guard isSearching || !search.text.isEmpty else {
            state.dismiss(self)
            return []
        }
        var page = self
        page.isSearching = false
        page.search = TextEditor("", .oneLine)
        page.index = 0
        return state.present(page)
    }

    package mutating func paste(_ text: String) {
        if isSearching { search.paste(text) }
    }

    /// The page with fresh data; the cursor stays on the same person.
    func updated(with people: [StaffMember]) -> Self {
        let selected = found.indices.contains(index) ? found[index].id : nil
        var page = self
        page.people = people
        page.index = page.found.firstIndex { $0.id == selected } ?? max(0, min(index, page.found.count - 1))
        return page
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        PeopleDrawing(page: self, state: state).draw(on: &canvas)
    }
}

import Domain
import Screen
import Text

/// The page that says who a guest is: addresses, other names, joined records, and records that may be the same guest's.
/// Enter joins such a record, or parts a joined one.
package struct GuestIdentityPage: Overlay {
    /// One entry of the page.
    private enum Entry {
        case address(GuestAddress), alias(UntrustedText), joined(JoinedGuest), proposal(GuestProposal)
    }

    package var parent: (any Overlay)?
    /// The guest.
    let guest: GuestSummary
    /// Who the guest is.
    let identity: GuestIdentity
    /// The index of the entry under the cursor.
    var index = 0

    private var entries: [Entry] {
        identity.proposals.map(Entry.proposal) + identity.addresses.map(Entry.address)
            + identity.joined.map(Entry.joined) + identity.aliases.map(Entry.alias)
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard entries.indices.contains(index) else { return key == .character("q") ? close(in: &state) : [] }
        switch (key, entries[index]) {
        case (.enter, .proposal(let proposal)):
            return state.present(GuestQuestion(.join(proposal), parent: self))
        case (.character("x"), .proposal(let proposal)):
            return state.present(GuestQuestion(.keepApart(proposal), parent: self))
        case (.enter, .joined(let record)):
            return state.present(GuestQuestion(.part(record, from: guest), parent: self))
        case (.character("q"), _): return close(in: &state)
        case (_, .address), (_, .alias), (_, .joined), (_, .proposal):
            var page = self
            page.index = max(0, min(index + key.step, entries.count - 1))
            return state.present(page)
        }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(IdentityPhrase.title) + " · " + name(of: guest, language),
            language.safe(IdentityPhrase.hint),
            columns: 68,
            rows: max(1, min(2 * entries.count, canvas.size.rows - 4)),
            on: &canvas
        )
        guard !entries.isEmpty else {
            drawPlaceholder(language.safe(IdentityPhrase.nothing), in: inside, on: &canvas)
            return
        }
        drawList(entries, cursor: index, rowHeight: 2, in: inside, on: &canvas) { entry, rect, ground, canvas in
            var first = LineWriter(rect, ground: ground)
            let label = label(of: entry)
            first.addRight(language.safe(label.text), label.ink, gap: 1, on: &canvas)
            first.add(title(of: entry, language), .overlay, on: &canvas)
            var second = LineWriter(rect, row: 1, ground: ground)
            second.add(detail(of: entry, state), .overlayDisabled, gap: 2, on: &canvas)
        }
    }

    private func label(of entry: Entry) -> (text: IdentityPhrase, ink: StyleRole) {
        switch entry {
        case .address(let line): line.isVerified ? (.verified, .overlayDisabled) : (.claimed, .warning)
        case .alias: (.alias, .overlayDisabled)
        case .joined: (.joined, .overlayDisabled)
        case .proposal: (.sameGuest, .accent)
        }
    }

    private func title(of entry: Entry, _ language: Language) -> SafeText {
        switch entry {
        case .address(let line): SafeText(line.address)
        case .alias(let name): SafeText(name)
        case .joined(let record): name(of: record.guest, language)
        case .proposal(let proposal): description(of: proposal.otherThan(guest), language)
        }
    }

    private func detail(of entry: Entry, _ state: State) -> SafeText {
        func since(_ moment: Timestamp) -> SafeText {
            state.language.safe(IdentityPhrase.since(state.clock.wallTime(at: moment).day))
        }
        return switch entry {
        case .address(let line): SafeText(line.account) + " · " + since(line.since)
        case .alias: .empty
        case .joined(let record): since(record.since)
        case .proposal(let proposal):
            SafeText(trusted: proposal.signs.map { SafeText($0).plain }.joined(separator: ", "))
        }
    }
}

extension GuestProposal {
    /// The record that isn't the guest's own.
    func otherThan(_ guest: GuestSummary) -> GuestSummary { kept.id == guest.id ? other : kept }
}

/// A guest's name, or that it isn't known.
func name(of guest: GuestSummary, _ language: Language) -> SafeText {
    guest.name.map { SafeText($0) } ?? language.safe(IdentityPhrase.nameless)
}

/// A guest's name and stay.
func description(of guest: GuestSummary, _ language: Language) -> SafeText {
    name(of: guest, language) + " · " + (guest.stay.map { SafeText($0) } ?? language.safe(IdentityPhrase.noStay))
}

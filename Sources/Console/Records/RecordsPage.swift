import Domain
import Screen
import Text

/// The menu of the open conversation's records: guest, reservation, property, the guest's conversations, and who they are.
package struct RecordsPage: Overlay {
    /// The menu's lines.
    private enum Choice: CaseIterable { case guest, reservation, property, conversations, identity }

    /// The index of the line under the cursor.
    var index = 0
    /// Whether a request for the chosen record is pending.
    var isLoading = false

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        guard key == .enter || key == .right else {
            page.index = max(0, min(index + key.step, Choice.allCases.count - 1))
            return key == .character("q") ? close(in: &state) : state.present(page)
        }
        guard !isLoading, let request = request(Choice.allCases[index], in: &state) else { return [] }
        page.isLoading = true
        return state.present(page) + [.records(request)]
    }

    /// The request for the chosen record; nil if there is none, or if the current user may not change it, which a
    /// notice says.
    private func request(_ choice: Choice, in state: inout State) -> RecordsRequest? {
        let panel = state.thread?.panel?.panel
        switch choice {
        case .guest:
            guard isAllowed(.writeGuests, in: &state) else { return nil }
            return panel?.guest.map { .readGuest($0.id) }
        case .reservation:
            guard isAllowed(.writeGuests, in: &state) else { return nil }
            return panel?.reservation.map { .readReservation($0.id) }
        case .property:
            guard isAllowed(.writeProperties, in: &state) else { return nil }
            return panel?.property.map { .readProperty($0.id) }
        case .conversations:
            return panel?.guest.map { .readGuestConversations($0.id) }
        case .identity:
            return panel?.guestSummary.map { .readGuestIdentity($0) }
        }
    }

    private func isAllowed(_ capability: Capability, in state: inout State) -> Bool {
        guard state.user?.can(capability) != false else {
            state.showNotice(RecordsPhrase.notPermitted, severity: .warning)
            return false
        }
        return true
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(RecordsPhrase.title).about(state.thread?.conversation, in: language),
            language.safe(isLoading ? RecordsPhrase.loading : .hint),
            columns: 64,
            rows: Choice.allCases.count,
            on: &canvas
        )
        let panel = state.thread?.panel
        drawList(Choice.allCases, cursor: index, in: inside, on: &canvas) { choice, rect, ground, canvas in
            var line = LineWriter(rect, ground: ground)
            line.add(language.safe(label(of: choice)), .overlayTitle, width: 16, on: &canvas)
            line.skip(max(0, rect.origin.column + 18 - line.left))
            let text = panel.map { content(of: choice, $0, state) } ?? language.safe(ChromePhrase.loading)
            line.add(text ?? "–", text == nil ? .overlayDisabled : .overlay, on: &canvas)
        }
    }

    private func label(of choice: Choice) -> RecordsPhrase {
        switch choice {
        case .guest: .guest
        case .reservation: .reservation
        case .property: .property
        case .conversations: .conversations
        case .identity: .identity
        }
    }

    private func content(of choice: Choice, _ panel: PanelState, _ state: State) -> SafeText? {
        switch choice {
        case .guest: return panel.panel.guest.map { $0.name.map { SafeText($0) } ?? "–" }
        case .reservation:
            guard let stay = panel.panel.reservation, let checkIn = stay.checkIn, let checkOut = stay.checkOut else {
                return nil
            }
            return SafeText(trusted: "\(checkIn.iso) → \(checkOut.iso)")
        case .property: return panel.panel.property.map { SafeText($0.name) }
        case .conversations:
            return panel.panel.guest.map { _ in
                state.language.safe(PanelPhrase.conversations(panel.panel.conversationCount))
            }
        case .identity: return panel.panel.guest.map { _ in state.language.safe(IdentityPhrase.summary) }
        }
    }
}

import Domain
import Screen
import Text

/// The form that filters the list by states and priorities.
package struct StateFilterForm: Overlay, Equatable {
    /// The selected states.
    package var states: Set<ConversationState>
    /// The selected priorities; empty for all.
    package var priorities: Set<Priority>
    /// The line under the cursor: seven states, then four priorities, most urgent first.
    package var index = 0

    /// The priorities in the form's order, most urgent first.
    static let priorities: [Priority] = Priority.allCases.reversed()
    /// The number of lines.
    static let count = ConversationState.all.count + priorities.count

    /// Creates a form with a query's filters selected.
    init(_ query: InboxQuery) {
        states = Set(query.states)
        priorities = Set(query.priorities)
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .enter else { return apply(in: &state) }
        var form = self
        if key == .space || key == .character("x") {
            form.toggle()
        } else {
            form.index = max(0, min(index + key.step, Self.count - 1))
        }
        return state.present(form)
    }

    /// Toggles the line under the cursor.
    private mutating func toggle() {
        let states = ConversationState.all
        if index < states.count {
            self.states.formSymmetricDifference([states[index]])
        } else {
            priorities.formSymmetricDifference([Self.priorities[index - states.count]])
        }
    }

    private func apply(in state: inout State) -> [Effect] {
        guard !states.isEmpty else {
            state.showNotice(OverlayPhrase.filterNeedsState, severity: .warning)
            return []
        }
        state.dismiss(self)
        return state.showInbox(applied(to: state.inbox.query))
    }

    /// The query with the form's filters.
    private func applied(to query: InboxQuery) -> InboxQuery {
        var query = query
        query.states = ConversationState.all.filter { states.contains($0) }
        query.priorities = Priority.allCases.filter { priorities.contains($0) }
        if query.priorities.count == Priority.allCases.count { query.priorities = [] }
        return query
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(OverlayPhrase.filter),
            language.safe(OverlayPhrase.filterHint),
            columns: 44,
            rows: Self.count + 1,
            on: &canvas
        )
        let lines =
            ConversationState.all.map { value in
                (
                    language.safe(ConversationPhrase.state(value)), value.role, states.contains(value),
                    value.isOpen ? state.inbox.counters?.total[value] : nil
                )
            }
            + Self.priorities.map { value in
                (
                    value.symbol + " " + language.safe(ConversationPhrase.priority(value)), value.role,
                    priorities.contains(value), state.inbox.counters?.total[value]
                )
            }
        // Scrolls on short screens to keep the cursor visible.
        let cursor = index + (index >= ConversationState.all.count ? 1 : 0)
        let first = max(0, cursor - inside.size.rows + 1)
        for (place, (text, ink, isChosen, count)) in lines.enumerated() {
            let row = place + (place >= ConversationState.all.count ? 1 : 0) - first
            guard row >= 0, row < inside.size.rows else { continue }
            let rect = inside.inset(top: row).splitTop(1).top
            let ground: StyleRole = place == index ? .overlaySelected : .overlay
            if place == index { drawCursorLine(rect, on: &canvas) }
            var line = LineWriter(rect, ground: ground)
            if let count { line.addRight(SafeText(trusted: grouped(count)), .overlayDisabled, on: &canvas) }
            line.add(isChosen ? "[x]" : "[ ]", isChosen ? .accent : .overlayDisabled, on: &canvas)
            line.add(text, ink, gap: 1, on: &canvas)
        }
    }
}

import Domain
import Screen
import Text

/// Something drawn over the panes that takes all keys until it is closed.
package enum Overlay: Sendable {
    /// All keys, filtered by a search.
    case help(CommandSearch)
    /// The command palette.
    case palette(CommandSearch)
    /// A choice of state, for the conversations as they were when it was opened.
    case states(Choice<ConversationState>, of: CommandTarget)
    /// A choice of priority.
    case priorities(Choice<Priority>, of: CommandTarget)
    /// The tags, edited as words on a line.
    case tags(TextEditor, of: CommandTarget)
    /// The filter by states and priorities.
    case stateFilter(StateFilterForm)
    /// The list's query, edited as text.
    case query(QueryForm)
    /// The filter by zones.
    case zones(ZonePicker)
    /// The choice of a new assignee.
    case colleagues(ColleaguePicker)
    /// What the last bulk change skipped, scrolled to a line.
    case skipped(from: Int)
    /// The message search.
    case messages(MessageSearchForm)
    /// A self-contained page, such as records or a form.
    case page(any Page)
    /// The confirmation to quit.
    case quit
    /// The confirmation to discard the draft.
    case discard
}

/// A list of values to choose one from, with a cursor.
package struct Choice<Value: Sendable & Hashable>: Sendable {
    /// The values; empty if there is nothing to choose.
    package let values: [Value]
    /// The index of the value under the cursor.
    package var index: Int

    /// The choice with the cursor moved by `step`, clamped to the values.
    func moved(by step: Int) -> Self {
        Self(values: values, index: max(0, min(index + step, values.count - 1)))
    }

    /// The value under the cursor; nil if there are no values.
    package var chosen: Value? { values.indices.contains(index) ? values[index] : nil }
}

/// A search among commands.
package struct CommandSearch: Sendable {
    /// The search text.
    package var field = TextEditor("", .oneLine)
    /// The index of the entry under the cursor; in help, of the first line shown.
    package var index = 0

    /// The search after a key: moves the cursor by `step`, clamped to `last`; if `step` is 0, types the key.
    func handling(_ key: Key, step: Int, last: Int) -> Self {
        var search = self
        if step != 0 {
            search.index = max(0, min(index + step, last))
        } else if search.field.handleKey(key, width: 40) {
            search.index = 0
        }
        return search
    }
}

/// The form that filters the list by states and priorities.
package struct StateFilterForm: Sendable, Equatable {
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

    /// Toggles the line under the cursor.
    mutating func toggle() {
        let states = ConversationState.all
        if index < states.count {
            self.states.formSymmetricDifference([states[index]])
        } else {
            priorities.formSymmetricDifference([Self.priorities[index - states.count]])
        }
    }

    /// The query with the form's filters.
    func applied(to query: InboxQuery) -> InboxQuery {
        var query = query
        query.states = ConversationState.all.filter { states.contains($0) }
        query.priorities = Priority.allCases.filter { priorities.contains($0) }
        if query.priorities.count == Priority.allCases.count { query.priorities = [] }
        return query
    }
}

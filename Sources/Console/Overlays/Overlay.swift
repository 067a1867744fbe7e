import Domain
import Text

/// Something over the panes that takes all keys until it is answered.
package enum Overlay: Sendable {
    /// All keys, filtered as one types.
    case help(CommandSearch)
    /// Commands by name.
    case palette(CommandSearch)
    /// One of some states.
    case states(Choice<ConversationState>)
    /// One of the priorities.
    case priorities(Choice<Priority>)
    /// The tags, as words on a line.
    case tags(TextEditor)
    /// Which states and priorities the list shows.
    case filter(FilterForm)
    /// The query of the list, as text.
    case query(QueryForm)
    /// Whether to leave.
    case quit
    /// Whether to throw the draft away.
    case discard
}

/// One of several values, with one under the cursor.
package struct Choice<Value: Sendable & Hashable>: Sendable {
    /// The values, at least one.
    package let values: [Value]
    /// The place of the one under the cursor.
    package var index: Int

    /// Moves the cursor, staying within the values.
    mutating func move(by step: Int) {
        index = max(0, min(index + step, values.count - 1))
    }

    /// The value under the cursor; nil where there are no values.
    package var chosen: Value? { values.indices.contains(index) ? values[index] : nil }
}

/// A search among commands.
package struct CommandSearch: Sendable {
    /// What was typed.
    package var field = TextEditor("", .oneLine)
    /// The place of the entry under the cursor.
    package var index = 0
}

/// The states and priorities to choose from, with those that are chosen.
package struct FilterForm: Sendable, Equatable {
    /// The states chosen.
    package var states: Set<ConversationState>
    /// The priorities chosen; empty for all.
    package var priorities: Set<Priority>
    /// The line under the cursor: the seven states, then the four priorities, most urgent first.
    package var index = 0

    /// The form's lines for priorities, most urgent first.
    static let priorities: [Priority] = Priority.allCases.reversed()
    /// How many lines the form has.
    static let count = ConversationState.all.count + priorities.count

    /// The form as a query has it.
    init(_ query: InboxQuery) {
        states = Set(query.states)
        priorities = Set(query.priorities)
    }

    /// Chooses what the cursor is on, or leaves it out.
    mutating func toggle() {
        let states = ConversationState.all
        if index < states.count {
            self.states.formSymmetricDifference([states[index]])
        } else {
            priorities.formSymmetricDifference([Self.priorities[index - states.count]])
        }
    }

    /// The query with what the form chooses.
    func applied(to query: InboxQuery) -> InboxQuery {
        var query = query
        query.states = ConversationState.all.filter { states.contains($0) }
        query.priorities = Priority.allCases.filter { priorities.contains($0) }
        if query.priorities.count == Priority.allCases.count { query.priorities = [] }
        return query
    }
}

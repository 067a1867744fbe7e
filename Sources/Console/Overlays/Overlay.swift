import Domain
import Screen
import Text

/// Something over the panes that takes all keys until it is answered.
package enum Overlay: Sendable {
    /// All keys, filtered as one types.
    case help(CommandSearch)
    /// Commands by name.
    case palette(CommandSearch)
    /// One of some states, for the conversations as they were when the question came up.
    case states(Choice<ConversationState>, of: CommandTarget)
    /// One of the priorities.
    case priorities(Choice<Priority>, of: CommandTarget)
    /// The tags, as words on a line.
    case tags(TextEditor, of: CommandTarget)
    /// Which states and priorities the list shows.
    case stateFilter(StateFilterForm)
    /// The query of the list, as text.
    case query(QueryForm)
    /// Which zones the list shows.
    case zones(ZonePicker)
    /// To whom conversations go.
    case colleagues(ColleaguePicker)
    /// What the last change left as it is, from a line on.
    case skipped(from: Int)
    /// Messages by their words.
    case messages(MessageSearchForm)
    /// What looks after itself: records, a form.
    case page(any Page)
    /// Whether to leave.
    case quit
    /// Whether to throw the draft away.
    case discard
}

/// One of several values, with one under the cursor.
package struct Choice<Value: Sendable & Hashable>: Sendable {
    /// The values; none where nothing is possible.
    package let values: [Value]
    /// The place of the one under the cursor.
    package var index: Int

    /// The choice with the cursor elsewhere, but within the values.
    func moved(by step: Int) -> Self {
        Self(values: values, index: max(0, min(index + step, values.count - 1)))
    }

    /// The value under the cursor; nil where there are no values.
    package var chosen: Value? { values.indices.contains(index) ? values[index] : nil }
}

/// A search among commands.
package struct CommandSearch: Sendable {
    /// What was typed.
    package var field = TextEditor("", .oneLine)
    /// The place of the entry under the cursor; in help, of the first line shown.
    package var index = 0

    /// The search after a key: the cursor moved by its step, at most to `last`, or else the key typed.
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

/// The states and priorities to choose from, with those that are chosen.
package struct StateFilterForm: Sendable, Equatable {
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

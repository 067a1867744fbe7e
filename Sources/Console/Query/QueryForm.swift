import Domain
import Screen
import Text

/// The form in which a query is edited.
package struct QueryForm: Overlay {
    /// The query's text.
    package var field: TextEditor
    /// The error of the last attempt to apply it; nil once the text changes.
    package var problem: QueryError?
    /// The index of the completion under the cursor.
    package var index = 0

    /// Creates a form with an initial text.
    init(_ text: String) {
        field = TextEditor(text, .oneLine)
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var form = self
        let completions = completions(in: state)
        switch key {
        case .enter:
            return apply(in: &state)
        case .tab where completions.indices.contains(index):
            form.field.complete(completions[index])
            form.index = 0
        case .down, .control("N"):
            form.index = min(index + 1, max(0, completions.count - 1))
        case .up, .control("P"):
            form.index = max(0, index - 1)
        default:
            guard form.field.handleKey(key, width: 80) else { return [] }
            form.problem = nil
            form.index = 0
        }
        return state.present(form)
    }

    private func apply(in state: inout State) -> [Effect] {
        do throws(QueryError) {
            let query = try QueryParser(zones: state.zones, own: state.user?.zones ?? [])
                .parse(field.text, order: state.inbox.query.order)
            state.dismiss(self)
            return state.showInbox(query)
        } catch {
            var form = self
            form.problem = error
            return state.present(form)
        }
    }

    package mutating func paste(_ text: String) {
        field.paste(text)
        problem = nil
    }

    /// The completions of the text before the cursor.
    func completions(in state: State) -> [String] {
        QueryCompletion(zones: state.zones, tags: state.tagsInUse, people: state.colleagueNames)
            .continuations(of: field.text)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawQuery(self, of: state, on: &canvas)
    }
}

extension TextEditor {
    /// Replaces the last word by its completion. Adds a space after a value, none after a field's colon.
    fileprivate mutating func complete(_ word: String) {
        let kept = text[..<QueryCompletion.startOfLastWord(in: text)]
        replaceAll(with: kept + word + (word.hasSuffix(":") ? "" : " "))
    }
}

import Domain
import Screen
import Text

extension State {
    /// Opens the query line with the list's current query.
    mutating func editFilter() -> [Effect] {
        overlay = .query(QueryForm(inbox.query.text(zones: zones, own: user?.zones ?? []) + " "))
        return [.readTags]
    }

    mutating func handleQueryKey(_ key: Key, _ form: QueryForm) -> [Effect] {
        var form = form
        let continuations = completions(for: form)
        switch key {
        case .enter:
            return applyQuery(from: form)
        case .tab where continuations.indices.contains(form.index):
            form.field.complete(continuations[form.index])
            form.index = 0
        case .down, .control("N"):
            form.index = min(form.index + 1, max(0, continuations.count - 1))
        case .up, .control("P"):
            form.index = max(0, form.index - 1)
        default:
            guard form.field.handleKey(key, width: 80) else { return [] }
            form.problem = nil
            form.index = 0
        }
        overlay = .query(form)
        return []
    }

    private mutating func applyQuery(from form: QueryForm) -> [Effect] {
        do throws(QueryError) {
            let query = try QueryParser(zones: zones, own: user?.zones ?? [])
                .parse(form.field.text, order: inbox.query.order)
            overlay = nil
            return showInbox(query)
        } catch {
            var form = form
            form.problem = error
            overlay = .query(form)
            return []
        }
    }

    /// The completions of the text before the cursor.
    func completions(for form: QueryForm) -> [String] {
        QueryCompletion(zones: zones, tags: tagsInUse).continuations(of: form.field.text)
    }
}

extension TextEditor {
    /// Replaces the last word by its completion. Adds a space after a value, none after a field's colon.
    fileprivate mutating func complete(_ word: String) {
        let kept = text[..<QueryCompletion.startOfLastWord(in: text)]
        replaceAll(with: kept + word + (word.hasSuffix(":") ? "" : " "))
    }
}

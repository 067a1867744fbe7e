import Domain
import Screen
import Text

/// The tags, edited as words on a line, for the conversations as they were when it was opened.
package struct TagsForm: Overlay {
    /// The tags as written so far.
    var field: TextEditor
    /// The conversations to change.
    let target: CommandTarget

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .enter else {
            return state.requestTags(field.text.split(separator: " ").map(String.init), for: target)
        }
        var form = self
        return form.field.handleKey(key, width: 60) ? state.present(form) : []
    }

    package mutating func paste(_ text: String) { field.paste(text) }

    package func draw(of state: State, on canvas: inout Canvas) {
        let inside = drawBox(
            target.title(.editTags, AssignmentPhrase.tagsOf, state.language),
            target.count == nil
                ? state.language.safe(OverlayPhrase.tagsHint) : state.language.safe(AssignmentPhrase.bulkTagsHint),
            columns: 60,
            rows: 1,
            on: &canvas
        )
        drawField(field, in: inside.splitTop(1).top, on: &canvas)
    }
}

extension State {
    /// Opens the tags: a single conversation's own, or an empty line for several.
    mutating func editTags() -> [Effect] {
        guard let commandTarget else { return [] }
        var words = ""
        if case .single(let conversation) = commandTarget {
            words = conversation.tags.map { SafeText($0).plain }.joined(separator: " ")
        }
        return present(TagsForm(field: TextEditor(words, .oneLine), target: commandTarget))
    }
}

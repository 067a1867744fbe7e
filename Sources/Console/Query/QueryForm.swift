import Domain
import Text

/// The form in which a query is edited.
package struct QueryForm: Sendable {
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
}

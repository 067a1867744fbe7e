import Domain
import Text

/// A query being written, with what is wrong with it.
package struct QueryForm: Sendable {
    /// The text.
    package var field: TextEditor
    /// What was wrong when it was last to be shown; nil while nothing is known to be.
    package var problem: QueryError?
    /// The place of the continuation under the cursor.
    package var index = 0

    /// A form that begins with a text.
    init(_ text: String) {
        field = TextEditor(text, .oneLine)
    }
}

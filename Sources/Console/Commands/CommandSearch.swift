import Screen
import Text

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

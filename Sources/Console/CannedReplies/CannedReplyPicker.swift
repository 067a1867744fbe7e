import Domain
import Screen
import Text

/// The choice of a canned reply for the text being written, by its name or its words.
package struct CannedReplyPicker: Page {
    /// Nothing: it is opened from the composer.
    package var parent: (any Page)? { nil }
    /// Whose draft it is for.
    let conversation: Identifier<Conversation>
    /// What was typed.
    var field = TextEditor("", .oneLine)
    /// The place of the reply under the cursor.
    var index = 0

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        let found = state.replies(matching: field.text)
        guard key != .enter else {
            guard found.indices.contains(index) else { return [] }
            return state.insert(state.filled(found[index]), into: conversation)
        }
        var page = self
        let step = state.arrowStep(of: key)
        if step != 0 {
            page.index = max(0, min(index + step, found.count - 1))
        } else if page.field.handleKey(key, width: 60) {
            page.index = 0
        }
        return state.present(page)
    }

    package mutating func paste(_ text: String) {
        field.paste(text)
        index = 0
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawReplyPicker(self, of: state, on: &canvas)
    }
}

extension State {
    /// The replies that a search finds by name, then those that have its words in the text; within each, those in the
    /// guest's language first, then those in none.
    func replies(matching text: String) -> [CannedReply] {
        let pattern = FuzzyPattern(text)
        let language = guestLanguage
        let found = (cannedReplies ?? []).enumerated().compactMap {
            place,
            reply -> (rank: [Int], reply: CannedReply)? in
            guard let score = score(of: reply, pattern, text) else { return nil }
            let isForGuest = reply.language == language && language != nil
            return ([score.class, isForGuest ? 0 : reply.language == nil ? 1 : 2, -score.score, place], reply)
        }
        return found.sorted { $0.rank.lexicographicallyPrecedes($1.rank) }.map(\.reply)
    }

    private func score(of reply: CannedReply, _ pattern: FuzzyPattern, _ text: String) -> (class: Int, score: Int)? {
        if pattern.isEmpty { return (0, 0) }
        if let match = pattern.match(SafeText(reply.name)) { return (0, match.score) }
        // In a long text any letters occur somewhere: there, words have to begin so.
        let body = SafeText(reply.body)
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.allSatisfy { !SearchWords($0 + "*").places(in: body).isEmpty } ? (1, 0) : nil
    }
}

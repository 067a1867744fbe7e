import Domain
import Screen
import Text

/// Picker that finds a canned reply by its name or words and inserts it into the draft.
package struct CannedReplyPicker: Overlay {
    /// The conversation whose draft receives the reply.
    let conversation: Identifier<Conversation>
    /// The search text.
    var field = TextEditor("", .oneLine)
    /// Index of the reply under the cursor.
    var index = 0

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        let found = state.replies(matching: field.text)
        guard key != .enter else {
            guard found.indices.contains(index) else { return [] }
            return state.insert(state.filled(found[index]), into: conversation)
        }
        var page = self
        let step = key.arrowStep
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
    /// Returns the replies that match a search: those that match by name, then those that contain its words. Within
    /// each group, replies in the guest's language come first, then those for any language.
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
        // Any few letters occur somewhere in a long text, so there each word must match the beginning of a word.
        let body = SafeText(reply.body)
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.allSatisfy { !SearchWords($0 + "*").places(in: body).isEmpty } ? (1, 0) : nil
    }
}

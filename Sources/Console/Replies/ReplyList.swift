import Domain
import Screen
import Text

/// The canned replies, to add, change and delete.
package struct ReplyList: Page {
    /// Nothing: it is opened from the panes.
    package var under: (any Page)? { nil }
    /// The place of the reply under the cursor.
    var index = 0
    /// The reply that is about to be deleted; nil while nobody was asked.
    var doomed: CannedReply?

    package func take(_ key: Key, in state: inout State) -> [Effect] {
        let replies = state.replies ?? []
        if let doomed { return answer(key, doomed, in: &state) }
        let chosen = replies.indices.contains(index) ? replies[index] : nil
        var page = self
        switch key {
        case .character("a"), .character("+"):
            return state.turn(to: ReplyForm(under: self, reply: nil, reader: state.reader, language: state.language))
        case .enter, .character("e"):
            guard let chosen = changeable(chosen, in: &state) else { return [] }
            return state.turn(to: ReplyForm(under: self, reply: chosen, reader: state.reader, language: state.language))
        case .character("d"), .delete:
            page.doomed = changeable(chosen, in: &state)
        case .character("q"):
            return leave(in: &state)
        default:
            page.index = max(0, min(index + state.step(of: key), replies.count - 1))
        }
        return state.turn(to: page)
    }

    /// The reply where the reader may change it; else says why not.
    private func changeable(_ reply: CannedReply?, in state: inout State) -> CannedReply? {
        guard let reply else { return nil }
        guard state.reader?.mayChangeReply(shared: reply.isShared) == true else {
            state.say(ReplyPhrase.sharedIsTheirs, .warning)
            return nil
        }
        return reply
    }

    private func answer(_ key: Key, _ doomed: CannedReply, in state: inout State) -> [Effect] {
        var page = self
        page.doomed = nil
        let turned = state.turn(to: page)
        let isYes = [.character("y"), .character("o"), .enter].contains(key)
        return turned + (isYes ? [.replies(.delete(doomed))] : [])
    }

    package func leave(in state: inout State) -> [Effect] {
        guard doomed != nil else {
            state.goBack(from: self)
            return []
        }
        var page = self
        page.doomed = nil
        return state.turn(to: page)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let replies = state.replies ?? []
        let language = state.language
        let hint = doomed.map { ReplyPhrase.deleteQuestion(SafeText($0.name).plain) } ?? .listHint
        let inside = drawBox(
            language.safe(ReplyPhrase.listTitle),
            language.safe(hint),
            columns: canvas.size.columns >= 130 ? 110 : 72,
            rows: max(6, min(replies.count, canvas.size.rows - 6)),
            on: &canvas
        )
        guard !replies.isEmpty else {
            return drawQuiet(
                language.safe(state.replies == nil ? ReplyPhrase.loading : .noneYet),
                in: inside,
                on: &canvas
            )
        }
        drawList(replies, cursor: min(index, replies.count - 1), in: inside, on: &canvas) {
            reply,
            rect,
            ground,
            canvas in
            var line = Line(rect, ground: ground)
            let whose = language.safe(reply.isShared ? ReplyPhrase.shared : .own)
            line.addRight(whose, .overlayDisabled, gap: 0, cells: 8, on: &canvas)
            line.addRight(SafeText(UntrustedText(reply.language ?? "")), .overlayKey, gap: 1, cells: 3, on: &canvas)
            line.skipRight(2)
            line.add(SafeText(reply.name), .overlay, width: 24, on: &canvas)
            line.skip(max(0, rect.origin.column + 26 - line.left))
            line.add(SafeText(reply.body), .overlayDisabled, on: &canvas)
        }
    }
}

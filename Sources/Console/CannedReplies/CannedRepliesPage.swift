import Domain
import Screen
import Text

/// The list of canned replies, to add, change and delete.
package struct CannedRepliesPage: Overlay {
    /// Index of the reply under the cursor.
    var index = 0
    /// The reply whose deletion awaits confirmation; nil if none.
    var pendingDeletion: CannedReply?

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        let replies = state.cannedReplies ?? []
        if let pendingDeletion { return handleConfirmation(key, pendingDeletion, in: &state) }
        let chosen = replies.indices.contains(index) ? replies[index] : nil
        var page = self
        switch key {
        case .character("a"), .character("+"):
            return state.present(CannedReplyForm(parent: self, reply: nil, user: state.user, language: state.language))
        case .enter, .character("e"):
            guard let chosen = changeable(chosen, in: &state) else { return [] }
            return state.present(
                CannedReplyForm(parent: self, reply: chosen, user: state.user, language: state.language)
            )
        case .character("d"), .delete:
            page.pendingDeletion = changeable(chosen, in: &state)
        case .character("q"):
            return close(in: &state)
        default:
            page.index = max(0, min(index + key.step, replies.count - 1))
        }
        return state.present(page)
    }

    /// Returns the reply if the user may change it; otherwise shows why not and returns nil.
    private func changeable(_ reply: CannedReply?, in state: inout State) -> CannedReply? {
        guard let reply else { return nil }
        guard state.user?.canEditReply(shared: reply.isShared) == true else {
            state.showNotice(CannedReplyPhrase.sharedNotEditable, severity: .warning)
            return nil
        }
        return reply
    }

    private func handleConfirmation(_ key: Key, _ doomed: CannedReply, in state: inout State) -> [Effect] {
        var page = self
        page.pendingDeletion = nil
        let turned = state.present(page)
        let isYes = [.character("y"), .character("o"), .enter].contains(key)
        return turned + (isYes ? [.cannedReplies(.delete(doomed))] : [])
    }

    package func close(in state: inout State) -> [Effect] {
        guard pendingDeletion != nil else {
            state.dismiss(self)
            return []
        }
        var page = self
        page.pendingDeletion = nil
        return state.present(page)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let replies = state.cannedReplies ?? []
        let language = state.language
        let hint = pendingDeletion.map { CannedReplyPhrase.deleteQuestion(SafeText($0.name).plain) } ?? .listHint
        let inside = drawBox(
            language.safe(CannedReplyPhrase.listTitle),
            language.safe(hint),
            columns: canvas.size.columns >= 130 ? 110 : 72,
            rows: max(6, min(replies.count, canvas.size.rows - 6)),
            on: &canvas
        )
        guard !replies.isEmpty else {
            return drawPlaceholder(
                language.safe(state.cannedReplies == nil ? CannedReplyPhrase.loading : .noneYet),
                in: inside,
                on: &canvas
            )
        }
        drawList(replies, cursor: min(index, replies.count - 1), in: inside, on: &canvas) {
            reply,
            rect,
            ground,
            canvas in
            var line = LineWriter(rect, ground: ground)
            let whose = language.safe(reply.isShared ? CannedReplyPhrase.shared : .own)
            line.addRight(whose, .overlayDisabled, gap: 0, cells: 8, on: &canvas)
            line.addRight(SafeText(UntrustedText(reply.language ?? "")), .overlayKey, gap: 1, cells: 3, on: &canvas)
            line.skipRight(2)
            line.add(SafeText(reply.name), .overlay, width: 24, on: &canvas)
            line.skip(max(0, rect.origin.column + 26 - line.left))
            line.add(SafeText(reply.body), .overlayDisabled, on: &canvas)
        }
    }
}

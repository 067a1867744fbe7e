import Domain
import Screen
import Text

/// The page that lists a guest's conversations, to merge them into a thread or unmerge them from it.
package struct MergePage: Overlay {
    package var parent: (any Overlay)?
    /// The conversation that heads the thread.
    let head: Conversation
    /// All of the guest's conversations; nil until read.
    var conversations: [GuestConversation]?
    /// The index of the conversation under the cursor.
    var index = 0
    /// Whether a merge or unmerge request is pending.
    var isSubmitting = false

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        guard let conversations, !isSubmitting else { return [] }
        guard key == .enter else {
            if key == .character("q") { return close(in: &state) }
            var page = self
            page.index = max(0, min(index + key.step, conversations.count - 1))
            if key.step == 0 { state.ignoreTypingInChoice(of: key) }
            return state.present(page)
        }
        return conversations.indices.contains(index) ? choose(conversations[index], in: &state) : []
    }

    private func choose(_ talk: GuestConversation, in state: inout State) -> [Effect] {
        guard let request = request(for: talk) else {
            if let obstacle = disabledReason(for: talk) { state.showNotice(obstacle, severity: .warning) }
            return []
        }
        var page = self
        page.isSubmitting = true
        state.assignment.pendingChangeCount += 1
        return state.present(page) + [.merging(request)]
    }

    /// The request that Enter sends; nil if the conversation can't be merged or unmerged.
    private func request(for talk: GuestConversation) -> MergingRequest? {
        if talk.head == head.id { return .unmerge([talk.id], from: head.id) }
        if talk.id == head.id {
            return head.isMerged ? .unmerge(head.parts.map(\.id).filter { $0 != head.id }, from: head.id) : nil
        }
        return disabledReason(for: talk) == nil ? .merge([talk.id], into: head.id) : nil
    }

    private func disabledReason(for talk: GuestConversation) -> MergingPhrase? {
        if talk.state == .archivee { return .failed(.refused(.archived)) }
        if talk.head != nil { return .alreadyMerged }
        return talk.members > 0 && talk.id != head.id ? .targetHasMembers : nil
    }

    /// The badge beside a conversation; nil if it can be merged.
    private func badge(for talk: GuestConversation) -> MergingPhrase? {
        if talk.id == head.id { return .current }
        if talk.head == head.id { return .mergedHere }
        if talk.state == .archivee { return .archived }
        if talk.head != nil { return .mergedElsewhere }
        return talk.members > 0 ? .hasMembers : nil
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(MergingPhrase.title).about(head, in: language),
            language.safe(MergingPhrase.hint),
            columns: GuestConversationRow.boxWidth(on: canvas.size.columns),
            rows: GuestConversationRow.boxHeight(of: conversations?.count ?? 1, on: canvas.size.rows),
            on: &canvas
        )
        guard let conversations else {
            var line = LineWriter(inside.splitTop(1).top, ground: .overlay)
            line.add(language.safe(MergingPhrase.loading), .overlayDisabled, on: &canvas)
            return
        }
        drawList(conversations, cursor: index, rowHeight: GuestConversationRow.height, in: inside, on: &canvas) {
            talk,
            rect,
            ground,
            canvas in
            let isPart = talk.id == head.id || talk.head == head.id
            let row = GuestConversationRow(
                conversation: talk,
                symbol: isPart ? "●" : "○",
                signInk: isPart ? .accent : .overlayDisabled,
                badge: badge(for: talk).map { language.safe($0) } ?? .empty
            )
            row.draw(of: state, in: rect, ground, on: &canvas)
        }
    }
}

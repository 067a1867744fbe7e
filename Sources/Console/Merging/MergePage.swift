import Domain
import Screen
import Text

/// The conversations of a guest, to be shown in the thread of one of them or taken out of it.
package struct MergePage: Page {
    package var under: (any Page)?
    /// The one in whose thread the others show.
    let head: Conversation
    /// All of the guest's; nil until they were read.
    var talks: [GuestConversation]?
    /// The place of the one under the cursor.
    var index = 0
    /// Whether the server was asked to merge.
    var isAsking = false

    package func take(_ key: Key, in state: inout State) -> [Effect] {
        guard let talks, !isAsking else { return [] }
        guard key == .enter else {
            if key == .character("q") { return leave(in: &state) }
            var page = self
            page.index = max(0, min(index + state.step(of: key), talks.count - 1))
            return state.turn(to: page)
        }
        return talks.indices.contains(index) ? choose(talks[index], in: &state) : []
    }

    private func choose(_ talk: GuestConversation, in state: inout State) -> [Effect] {
        guard let request = request(for: talk) else {
            if let obstacle = obstacle(to: talk) { state.say(obstacle, .warning) }
            return []
        }
        var page = self
        page.isAsking = true
        state.steering.underWay += 1
        return state.turn(to: page) + [.merging(request)]
    }

    /// What Enter asks for; nil where it can't.
    private func request(for talk: GuestConversation) -> MergingRequest? {
        if talk.head == head.id { return .unmerge([talk.id], from: head.id) }
        if talk.id == head.id {
            return head.isMerged ? .unmerge(head.parts.map(\.id).filter { $0 != head.id }, from: head.id) : nil
        }
        return obstacle(to: talk) == nil ? .merge([talk.id], into: head.id) : nil
    }

    private func obstacle(to talk: GuestConversation) -> MergingPhrase? {
        if talk.state == .archivee { return .failed(.refused(.archived)) }
        if talk.head != nil { return .alreadyMerged }
        return talk.members > 0 && talk.id != head.id ? .onlySingle : nil
    }

    /// What stands beside one; nil for one that can be merged.
    private func mark(_ talk: GuestConversation) -> MergingPhrase? {
        if talk.id == head.id { return .this }
        if talk.head == head.id { return .joined }
        if talk.state == .archivee { return .archived }
        if talk.head != nil { return .elsewhere }
        return talk.members > 0 ? .head : nil
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let language = state.language
        let inside = drawBox(
            language.safe(MergingPhrase.title),
            language.safe(MergingPhrase.hint),
            columns: TalkRow.boxWidth(on: canvas.size.columns),
            rows: TalkRow.boxHeight(of: talks?.count ?? 1, on: canvas.size.rows),
            on: &canvas
        )
        guard let talks else {
            var line = Line(inside.splitTop(1).top, ground: .overlay)
            line.add(language.safe(MergingPhrase.loading), .overlayDisabled, on: &canvas)
            return
        }
        drawList(talks, cursor: index, rowHeight: TalkRow.height, in: inside, on: &canvas) {
            talk,
            rect,
            ground,
            canvas in
            let isPart = talk.id == head.id || talk.head == head.id
            let row = TalkRow(
                talk: talk,
                sign: isPart ? "●" : "○",
                signInk: isPart ? .accent : .overlayDisabled,
                mark: mark(talk).map { language.safe($0) } ?? .empty
            )
            row.draw(of: state, in: rect, ground, on: &canvas)
        }
    }
}

import Domain
import Text

/// Showing conversations of one guest as one, and taking that back.
extension State {
    /// How long a key takes it back; the outside is told later.
    private static let undoWindow = Duration.seconds(9)

    /// Merges the marked ones, or shows which other conversations the guest has.
    mutating func mergeConversations() -> [Effect] {
        if case .marked(let talks, _) = marked, talks.count > 1, let head = head(among: talks) {
            steering.underWay += 1
            return [.merging(.merge(talks.map(\.id).filter { $0 != head }, into: head))]
        }
        guard let open = focusedConversation, let guest = open.guest else { return [] }
        return turn(to: MergePage(head: open)) + [.merging(.readTalks(of: guest))]
    }

    /// The one that has others already, else the one under the cursor, else the one that was written in last.
    private func head(among talks: [Conversation]) -> Identifier<Conversation>? {
        let selected = inbox.selected?.conversation.id
        return
            (talks.first(where: \.isMerged) ?? talks.first { $0.id == selected }
            ?? talks.max { $0.lastMessageAt < $1.lastMessageAt })?.id
    }

    /// Why the marked ones, or a guest's conversations, can't be merged; nil where they can.
    func obstacleToMerging(_ row: ConversationRow?) -> OutcomePhrase? {
        if let marked {
            guard case .marked(let talks, _) = marked, talks.count <= 20 else { return .oneAtATime }
            guard talks.count == 1 || talks[0].guest != nil && Set(talks.map(\.guest)).count == 1 else {
                return .notOneGuest
            }
            return talks.contains { $0.state == .archivee } ? .archivedIsReadOnly : nil
        }
        guard let row else { return .nothingSelected }
        if row.conversation.state == .archivee { return .archivedIsReadOnly }
        return row.conversation.guest == nil ? .noGuestKnown : nil
    }

    mutating func take(_ answer: MergingAnswer) -> [Effect] {
        switch answer {
        case .talksRead(let guest, let result): return takeTalks(result, of: guest)
        case .merged(let members, let head, let result):
            let isUndoing = settleMerging(members)
            let undo = MergingRequest.unmerge(members, from: head)
            return conclude(result, isUndoing ? nil : undo, .merged(members.count + 1))
        case .unmerged(let members, let head, let result):
            let isUndoing = settleMerging(members)
            let undo = MergingRequest.merge(members, into: head)
            return conclude(result, isUndoing ? nil : undo, .unmerged(members.count))
        case .numberRead(let message, let result): return takeNumber(of: message, result)
        }
    }

    private mutating func takeTalks(_ result: Result<[GuestConversation], Failure>, of guest: Identifier<Guest>)
        -> [Effect]
    {
        guard var page = page(MergePage.self), page.head.guest == guest else { return [] }
        switch result {
        case .success(let talks):
            page.talks = talks
            page.index = talks.firstIndex { $0.id != page.head.id } ?? 0
            overlay = .page(page)
        case .failure(let failure):
            overlay = page.under.map { .page($0) }
            say(MergingPhrase.failed(failure), .warning)
        }
        return []
    }

    /// The question is answered: closes its page. Whether it took something back.
    private mutating func settleMerging(_ members: [Identifier<Conversation>]) -> Bool {
        if let page = page(MergePage.self), page.isAsking { overlay = page.under.map { .page($0) } }
        steering.underWay = max(0, steering.underWay - 1)
        steering.marks.remove(members)
        defer { steering.isTakingMergingBack = false }
        return steering.isTakingMergingBack
    }

    private mutating func conclude(_ result: Result<Void, Failure>, _ undo: MergingRequest?, _ said: MergingPhrase)
        -> [Effect]
    {
        switch result {
        case .failure(let failure):
            say(MergingPhrase.failed(failure), .warning)
        case .success:
            steering.report = nil
            steering.marks = Marks()
            steering.merging = undo.map { UndoableMerging(request: $0, until: now + Self.undoWindow, said: said) }
            notice = undo == nil ? Notice(text: language.safe(MergingPhrase.takenBack), weight: .news) : nil
        }
        let open = thread.map { [Effect.readConversation($0.conversation.id)] } ?? []
        return open + refreshList() + countDown()
    }

    /// Takes the last merging back, or the last taking apart.
    mutating func takeBack(_ merging: UndoableMerging) -> [Effect] {
        steering.merging = nil
        steering.isTakingMergingBack = true
        steering.underWay += 1
        return [.merging(merging.request)]
    }

    /// Writes the reply by the next channel of the thread.
    mutating func switchChannel() -> [Effect] {
        guard let parts = thread?.conversation.threadParts, let writing = composer else { return [] }
        guard let next = nextPart(after: writing.conversation, in: parts) else { return [] }
        drafts[writing.conversation] = nil
        composer?.conversation = next.id
        return [.dropDraft(writing.conversation)] + composerChanged()
    }

    /// The part that a reply would go to next.
    func nextPart(after id: Identifier<Conversation>, in parts: [ThreadPart]) -> ThreadPart? {
        guard parts.count > 1, let place = parts.firstIndex(where: { $0.id == id }) else { return nil }
        return parts[(place + 1) % parts.count]
    }
}

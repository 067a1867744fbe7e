import Domain
import Text

/// Asking the server to move conversations, and what it made of that.
extension State {
    /// Takes in what the server answered.
    mutating func take(_ answer: SteeringAnswer) -> [Effect] {
        switch answer {
        case .colleaguesRead(let result): return takeColleagues(result)
        case .historyRead(let id, let result):
            if thread?.conversation.id == id, case .success(let entries) = result {
                thread?.history = entries.prefix(HistoryEntry.limit).map { HistoryEntry($0, language, clock) }
            }
            return []
        case .nextTaken(let result): return takeNextTaken(result)
        case .transferred(let order, let result): return takeTransferred(order, result)
        case .changed(let order, let result): return takeChanged(order, result, isUndoing: false)
        case .undone(let order, let result): return takeChanged(order, result, isUndoing: true)
        }
    }

    /// Takes whatever waits most urgently; in the zones of the filter where it names some.
    /// A second press before the answer is no wish for a second conversation.
    mutating func takeNext() -> [Effect] {
        guard !steering.isTaking else { return [] }
        steering.isTaking = true
        return [.steer(.takeNext(zones: inbox.query.zones))]
    }

    private mutating func takeNextTaken(_ result: Result<Identifier<Conversation>?, Failure>) -> [Effect] {
        steering.isTaking = false
        switch result {
        case .failure(let failure):
            say(OutcomePhrase.failed(failure), .warning)
            return []
        case .success(nil):
            say(SteeringPhrase.nothingWaits)
            return []
        case .success(let id?):
            steering.opening = id
            return [.readConversation(id)] + refreshList()
        }
    }

    /// Opens what was taken from the queue as soon as its row is here, unless the person writes or chooses by then.
    mutating func openTaken(_ conversation: Conversation) -> [Effect] {
        steering.opening = nil
        let row = ConversationRow(conversation)
        say(SteeringPhrase.taken(row.guest.plain))
        guard overlay == nil, focus != .composer else { return [] }
        if let index = inbox.rows.firstIndex(where: { $0.conversation.id == conversation.id }) {
            inbox.rows[index] = row
            inbox.select(index)
        }
        if thread?.conversation.id == conversation.id { thread?.row = row }
        return open(row)
    }

    private mutating func takeTransferred(_ order: TransferOrder, _ result: Result<Void, Failure>) -> [Effect] {
        switch result {
        case .success: say(SteeringPhrase.transferred(order.name.plain))
        case .failure(.refused(.badInput)): say(SteeringPhrase.cannotTake(order.name.plain), .warning)
        case .failure(let failure): say(OutcomePhrase.failed(failure), .warning)
        }
        return readAgain(order.conversation) + refreshList()
    }

    /// The open conversation's row, where it is that one.
    private func readAgain(_ id: Identifier<Conversation>) -> [Effect] {
        thread?.conversation.id == id ? [.readConversation(id)] : []
    }

    /// Asks for a change of one or many.
    mutating func ask(_ change: BulkChange, of subject: Subject, reason: String? = nil, name: SafeText = .empty)
        -> [Effect]
    {
        var order = BulkOrder(change: change, target: subject.target, reason: reason, name: name)
        if case .one = subject { order.isSingle = true }
        steering.underWay += 1
        return [.steer(.change(order))]
    }

    private mutating func takeChanged(
        _ order: BulkOrder,
        _ result: Result<BulkReport, Failure>,
        isUndoing: Bool
    ) -> [Effect] {
        steering.underWay -= 1
        switch result {
        case .failure(.refused(.illegalTransition)) where isUndoing:
            steering.report?.undoUntil = nil
            say(OutcomePhrase.tooLateToUndo, .warning)
        case .failure(.refused(.badInput)) where order.change.isAssignment:
            say(SteeringPhrase.cannotTake(order.name.plain), .warning)
        case .failure(let failure):
            say(OutcomePhrase.failed(failure), .warning)
        case .success(let report):
            keep(report, of: order, isUndoing: isUndoing)
            if !isUndoing {
                stepOff(order)
                forgetMarks(of: order)
            }
        }
        let open = thread.map { [Effect.readConversation($0.conversation.id)] } ?? []
        return open + refreshList() + countDown()
    }

    /// Those that were marked may go anywhere now; the person goes on with what stands below them, or above.
    private mutating func stepOff(_ order: BulkOrder) {
        guard !order.isSingle, case .these(let items) = order.target, let selected = inbox.selected,
            inbox.query.maySeeLeave(after: order.change)
        else { return }
        let changed = Set(items.map(\.id))
        guard changed.contains(selected.conversation.id) else { return }
        let others = inbox.rows.indices.filter { !changed.contains(inbox.rows[$0].conversation.id) }
        guard let next = others.first(where: { $0 > inbox.selectedIndex }) ?? others.last else { return }
        inbox.select(next)
    }

    private mutating func forgetMarks(of order: BulkOrder) {
        guard !order.isSingle else { return }
        switch order.target {
        case .these(let items): steering.marks.remove(items.map(\.id))
        case .everything(let query, let moment):
            guard let marked = steering.marks.everything, (marked.query, marked.upTo) == (query, moment) else { return }
            steering.marks = Marks()
        }
    }

    private mutating func keep(_ report: BulkReport, of order: BulkOrder, isUndoing: Bool) {
        let left = Set(report.skipped.flatMap(\.conversations).map(\.id))
        let known =
            steering.marks.conversations.map { ConversationRow($0) } + inbox.rows + [thread?.row].compactMap { $0 }
        let kept = ChangeReport(
            order: order,
            report: report,
            isUndoing: isUndoing,
            undoUntil: report.undoUntil.map { undoLimit($0) },
            guests: Dictionary(
                known.filter { left.contains($0.conversation.id) }.map { ($0.conversation.id, $0.guest) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        steering.report = kept
        steering.merging = nil
        // While it can be undone the last line says so by itself.
        notice =
            kept.undoUntil == nil ? Notice(text: reportText(kept), weight: report.done > 0 ? .news : .warning) : nil
    }
}

extension InboxQuery {
    /// Whether what is changed so may stand elsewhere in the list afterwards, or in it no more.
    fileprivate func maySeeLeave(after change: BulkChange) -> Bool {
        switch change {
        case .assign, .spread, .release: assignment != .anyone
        case .priority: order == .priority || !priorities.isEmpty
        case .state(let state): !states.contains(state)
        case .addTags, .removeTags: false
        }
    }
}

extension BulkChange {
    /// Whether it gives conversations to a person.
    fileprivate var isAssignment: Bool {
        switch self {
        case .assign: true
        case .spread, .release, .priority, .addTags, .removeTags, .state: false
        }
    }
}

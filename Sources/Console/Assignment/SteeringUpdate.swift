import Domain
import Text

/// Asking the server to move conversations, and what it made of that.
extension State {
    /// Takes in what the server answered.
    mutating func handle(_ answer: AssignmentResponse) -> [Effect] {
        switch answer {
        case .colleaguesRead(let result): return handleColleagues(result)
        case .assignmentHistoryRead(let id, let result):
            if thread?.conversation.id == id, case .success(let entries) = result {
                thread?.assignmentHistory = entries.prefix(AssignmentHistoryEntry.limit).map {
                    AssignmentHistoryEntry($0, language, clock)
                }
            }
            return []
        case .nextClaimed(let result): return handleNextClaimed(result)
        case .transferred(let order, let result): return handleTransferResult(order, result)
        case .changed(let order, let result): return handleBulkResult(order, result, isUndoing: false)
        case .undone(let order, let result): return handleBulkResult(order, result, isUndoing: true)
        }
    }

    /// Takes whatever waits most urgently; in the zones of the filter where it names some.
    /// A second press before the answer is no wish for a second conversation.
    mutating func claimNext() -> [Effect] {
        guard !assignment.isClaimingNext else { return [] }
        assignment.isClaimingNext = true
        return [.assignment(.claimNext(zones: inbox.query.zones))]
    }

    private mutating func handleNextClaimed(_ result: Result<Identifier<Conversation>?, Failure>) -> [Effect] {
        assignment.isClaimingNext = false
        switch result {
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return []
        case .success(nil):
            showNotice(AssignmentPhrase.nothingWaits)
            return []
        case .success(let id?):
            assignment.openingClaimed = id
            return [.readConversation(id)] + refreshList()
        }
    }

    /// Opens what was taken from the queue as soon as its row is here, unless the person writes or chooses by then.
    mutating func openClaimed(_ conversation: Conversation) -> [Effect] {
        assignment.openingClaimed = nil
        let row = ConversationRow(conversation)
        showNotice(AssignmentPhrase.claimedNext(row.guest.plain))
        guard overlay == nil, focus != .composer else { return [] }
        if let index = inbox.rows.firstIndex(where: { $0.conversation.id == conversation.id }) {
            inbox.rows[index] = row
            inbox.select(index)
        }
        if thread?.conversation.id == conversation.id { thread?.row = row }
        return openConversation(row)
    }

    private mutating func handleTransferResult(_ order: TransferRequest, _ result: Result<Void, Failure>) -> [Effect] {
        switch result {
        case .success: showNotice(AssignmentPhrase.transferred(order.name.plain))
        case .failure(.refused(.invalidInput)):
            showNotice(AssignmentPhrase.cannotBeAssigned(order.name.plain), severity: .warning)
        case .failure(let failure): showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
        return rereadIfOpen(order.conversation) + refreshList()
    }

    /// The open conversation's row, where it is that one.
    private func rereadIfOpen(_ id: Identifier<Conversation>) -> [Effect] {
        thread?.conversation.id == id ? [.readConversation(id)] : []
    }

    /// Asks for a change of one or many.
    mutating func requestBulkChange(
        _ change: BulkChange,
        on subject: CommandTarget,
        reason: String? = nil,
        name: SafeText = .empty
    )
        -> [Effect]
    {
        var order = BulkChangeRequest(change: change, target: subject.bulkTarget, reason: reason, name: name)
        if case .single = subject { order.isSingle = true }
        assignment.pendingChangeCount += 1
        return [.assignment(.change(order))]
    }

    private mutating func handleBulkResult(
        _ order: BulkChangeRequest,
        _ result: Result<BulkReport, Failure>,
        isUndoing: Bool
    ) -> [Effect] {
        assignment.pendingChangeCount -= 1
        switch result {
        case .failure(.refused(.illegalTransition)) where isUndoing:
            assignment.lastOutcome?.undoUntil = nil
            showNotice(OutcomePhrase.tooLateToUndo, severity: .warning)
        case .failure(.refused(.invalidInput)) where order.change.isAssignment:
            showNotice(AssignmentPhrase.cannotBeAssigned(order.name.plain), severity: .warning)
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        case .success(let report):
            recordOutcome(report, of: order, isUndoing: isUndoing)
            if !isUndoing {
                moveSelection(past: order)
                clearMarks(of: order)
            }
        }
        let open = thread.map { [Effect.readConversation($0.conversation.id)] } ?? []
        return open + refreshList() + scheduleCountdownTick()
    }

    /// Those that were marked may go anywhere now; the person goes on with what stands below them, or above.
    private mutating func moveSelection(past order: BulkChangeRequest) {
        guard !order.isSingle, case .items(let items) = order.target, let selected = inbox.selected,
            inbox.query.mayMoveRows(after: order.change)
        else { return }
        let changed = Set(items.map(\.id))
        guard changed.contains(selected.conversation.id) else { return }
        let others = inbox.rows.indices.filter { !changed.contains(inbox.rows[$0].conversation.id) }
        guard let next = others.first(where: { $0 > inbox.selectedIndex }) ?? others.last else { return }
        inbox.select(next)
    }

    private mutating func clearMarks(of order: BulkChangeRequest) {
        guard !order.isSingle else { return }
        switch order.target {
        case .items(let items): assignment.marks.remove(items.map(\.id))
        case .allMatching(let query, let moment):
            guard let marked = assignment.marks.allMatching, (marked.query, marked.upTo) == (query, moment) else {
                return
            }
            assignment.marks = Marks()
        }
    }

    private mutating func recordOutcome(_ report: BulkReport, of order: BulkChangeRequest, isUndoing: Bool) {
        let left = Set(report.skipped.flatMap(\.conversations).map(\.id))
        let known =
            assignment.marks.conversations.map { ConversationRow($0) } + inbox.rows + [thread?.row].compactMap { $0 }
        let kept = BulkOutcome(
            request: order,
            report: report,
            isUndoing: isUndoing,
            undoUntil: report.undoUntil.map { undoDeadline($0) },
            guests: Dictionary(
                known.filter { left.contains($0.conversation.id) }.map { ($0.conversation.id, $0.guest) },
                uniquingKeysWith: { first, _ in first }
            )
        )
        assignment.lastOutcome = kept
        assignment.undoableMerge = nil
        // While it can be undone the last line says so by itself.
        notice =
            kept.undoUntil == nil
            ? Notice(text: reportText(kept), severity: report.changedCount > 0 ? .info : .warning) : nil
    }
}

extension InboxQuery {
    /// Whether what is changed so may stand elsewhere in the list afterwards, or in it no more.
    fileprivate func mayMoveRows(after change: BulkChange) -> Bool {
        switch change {
        case .assign, .distribute, .release: assignment != .anyone
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
        case .distribute, .release, .priority, .addTags, .removeTags, .state: false
        }
    }
}

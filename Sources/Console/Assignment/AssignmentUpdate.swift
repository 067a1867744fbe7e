import Domain
import Text

/// Assignment requests and their results.
extension State {
    /// Handles a response.
    mutating func handle(_ event: AssignmentEvent) -> [Effect] {
        switch event {
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
            return [.thread(.readConversation(id))] + inbox.reread(at: now)
        }
    }

    /// Opens the claimed conversation once its row is read, unless the user is writing or has an overlay open by then.
    mutating func openClaimed(_ conversation: Conversation) -> [Effect] {
        assignment.openingClaimed = nil
        let row = ConversationRow(conversation)
        showNotice(AssignmentPhrase.claimedNext(row.guest.plain))
        let undo = recordUndoable(.takeNext, in: conversation.id, summary: AssignmentPhrase.claimedNext(""))
        guard overlay == nil, focus != .composer else { return undo }
        if let index = inbox.rows.firstIndex(where: { $0.conversation.id == conversation.id }) {
            inbox.rows[index] = row
        }
        if thread?.conversation.id == conversation.id { thread?.row = row }
        return undo + openConversation(row)
    }

    private mutating func handleTransferResult(_ order: TransferRequest, _ result: Result<Void, Failure>) -> [Effect] {
        var undo: [Effect] = []
        let conversation = known(order.conversation)
        switch result {
        case .success:
            showNotice(AssignmentPhrase.transferred(order.name.plain), about: conversation)
            undo = recordUndoable(
                .transfer,
                in: order.conversation,
                summary: AssignmentPhrase.transferred(order.name.plain)
            )
        case .failure(.refused(.invalidInput)):
            showNotice(AssignmentPhrase.cannotBeAssigned(order.name.plain), about: conversation, severity: .warning)
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), about: conversation, severity: .warning)
        }
        return undo + rereadIfOpen(order.conversation) + inbox.reread(at: now)
    }

    /// Re-reads the conversation's row if it is open.
    private func rereadIfOpen(_ id: Identifier<Conversation>) -> [Effect] {
        thread?.conversation.id == id ? [.thread(.readConversation(id))] : []
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
            let phrase = AssignmentPhrase.cannotBeAssigned(order.name.plain)
            showNotice(phrase, about: order.onlyConversation.flatMap { known($0) }, severity: .warning)
        case .failure(let failure):
            let conversation = order.onlyConversation.flatMap { known($0) }
            showNotice(OutcomePhrase.failed(failure), about: conversation, severity: .warning)
        case .success(let report):
            recordOutcome(report, of: order, isUndoing: isUndoing)
            if !isUndoing {
                inbox.moveSelection(past: order)
                assignment.clearMarks(of: order)
            }
        }
        let open = thread.map { [Effect.thread(.readConversation($0.conversation.id))] } ?? []
        return open + inbox.reread(at: now) + assignment.countdownTick(at: now)
    }

    private mutating func recordOutcome(_ report: BulkReport, of order: BulkChangeRequest, isUndoing: Bool) {
        let left = Set(report.skipped.flatMap(\.conversations).map(\.id) + [order.onlyConversation].compactMap { $0 })
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
        undoSteps.clear()
        // While it can be undone, the countdown line reports it instead.
        notice =
            kept.undoUntil == nil
            ? Notice(text: reportText(kept), severity: report.changedCount > 0 ? .info : .warning) : nil
    }
}

extension AssignmentState {
    /// Claims the most urgent waiting conversation in these zones; in all zones if empty. Does nothing while a claim is
    /// pending: a second key press must not claim a second conversation.
    mutating func claimNext(zones: [Int16]) -> [Effect] {
        guard !isClaimingNext else { return [] }
        isClaimingNext = true
        return [.assignment(.claimNext(zones: zones))]
    }

    /// Requests a change of one or many conversations.
    mutating func requestBulkChange(
        _ change: BulkChange,
        on subject: CommandTarget,
        reason: String? = nil,
        name: SafeText = .empty
    ) -> [Effect] {
        var order = BulkChangeRequest(change: change, target: subject.bulkTarget, reason: reason, name: name)
        if case .single = subject { order.isSingle = true }
        pendingChangeCount += 1
        return [.assignment(.change(order))]
    }

    fileprivate mutating func clearMarks(of order: BulkChangeRequest) {
        guard !order.isSingle else { return }
        switch order.target {
        case .items(let items): marks.remove(items.map(\.id))
        case .allMatching(let query, let moment):
            guard let marked = marks.allMatching, (marked.query, marked.upTo) == (query, moment) else { return }
            marks = Marks()
        }
    }
}

extension InboxState {
    /// Selects the next unchanged row below the selection, or the last one above, because changed rows may move or
    /// leave the list.
    fileprivate mutating func moveSelection(past order: BulkChangeRequest) {
        guard !order.isSingle, case .items(let items) = order.target, let selected,
            query.mayMoveRows(after: order.change)
        else { return }
        let changed = Set(items.map(\.id))
        guard changed.contains(selected.conversation.id) else { return }
        let others = rows.indices.filter { !changed.contains(rows[$0].conversation.id) }
        guard let next = others.first(where: { $0 > selectedIndex }) ?? others.last else { return }
        select(next)
    }
}

extension InboxQuery {
    /// Returns whether the change may move a conversation within the list, or out of it.
    fileprivate func mayMoveRows(after change: BulkChange) -> Bool {
        switch change {
        case .assign, .distribute, .release: assignment != .anyone
        case .priority: order == .priority || !priorities.isEmpty
        case .state(let state): !states.contains(state)
        case .addTags, .removeTags: false
        }
    }
}

extension BulkChangeRequest {
    /// The focused conversation, if the change was requested for it alone; else nil.
    var onlyConversation: Identifier<Conversation>? {
        guard isSingle, case .items(let items) = target else { return nil }
        return items.first?.id
    }
}

extension BulkChange {
    /// Whether it assigns conversations to a chosen person.
    fileprivate var isAssignment: Bool {
        switch self {
        case .assign: true
        case .distribute, .release, .priority, .addTags, .removeTags, .state: false
        }
    }
}

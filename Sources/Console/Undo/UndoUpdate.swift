import Domain
import Text

/// Taking back what the current user has just done.
extension State {
    /// For how long an action can be taken back; nil if the deployment doesn't offer it.
    private var undoTime: Duration? {
        guard let seconds = user?.undoSeconds, seconds > 0 else { return nil }
        return .seconds(Int64(seconds))
    }

    /// Remembers a change that the server has made.
    mutating func recordUndoable(
        _ action: UndoableAction,
        in conversation: Identifier<Conversation>,
        summary: some Phrase
    ) -> [Effect] {
        guard let undoTime else { return [] }
        let step = UndoStep(
            action: action,
            conversation: conversation,
            withdrawal: nil,
            summary: named(conversation, language.text(summary)),
            until: now + undoTime
        )
        undoSteps.push(step, at: now)
        notice = nil
        return [.wake(after: min(undoTime, .seconds(1)))]
    }

    /// Remembers a message that was put into the send queue: it can be taken back from now on. Its time starts once the
    /// server has stored it.
    mutating func recordUndoable(
        _ message: OutgoingMessage,
        withdrawal id: Identifier<Message>,
        to guest: SafeText? = nil
    ) {
        guard undoTime != nil else { return }
        var withdrawal = message
        withdrawal.id = id
        withdrawal.withdraws = message.id
        let what = language.text(UndoPhrase.beingSent(isNote: message.isInternal))
        let step = UndoStep(
            action: message.isInternal ? .note : .reply,
            conversation: message.conversation,
            withdrawal: withdrawal,
            summary: named(message.conversation, what, guest: guest),
            until: nil
        )
        undoSteps.push(step, at: now)
    }

    /// Starts a stored message's time.
    mutating func startUndoTime(of message: Identifier<Message>) -> [Effect] {
        guard let undoTime else { return [] }
        undoSteps.start(message: message, until: now + undoTime)
        return [.wake(after: min(undoTime, .seconds(1)))]
    }

    /// The guest's name, as far as it is on the screen, before what was done.
    private func named(_ id: Identifier<Conversation>, _ what: String, guest known: SafeText? = nil) -> SafeText {
        let open = thread.flatMap { $0.conversation.contains(id) ? $0.row : nil }
        let row = open ?? inbox.rows.first { $0.conversation.contains(id) }
        let text = SafeText(trusted: what.hasSuffix(".") ? String(what.dropLast()) : what)
        guard let guest = known ?? row?.guest, !guest.isEmpty else { return text }
        return guest + ": " + text
    }

    /// Takes back the last thing done: a message into its draft, a change to what was before, a bulk change or a merge.
    mutating func undoLast() -> [Effect] {
        guard let step = undoSteps.latest(at: now) else { return assignment.undo() }
        undoSteps.remove(step)
        if let withdrawal = step.withdrawal { return [.composer(.enqueue(withdrawal))] }
        return [.changes(.undo(step))]
    }

    /// Why undo isn't available; nil if it is.
    var undoDisabledReason: OutcomePhrase? {
        undoSteps.latest(at: now) == nil ? assignment.undoDisabledReason(at: now) : nil
    }

    /// The footer line with the last single change and its remaining time; nil once it can't be taken back.
    var undoStepLine: SafeText? {
        guard let step = undoSteps.latest(at: now), let until = step.until else { return nil }
        let left = (until.microseconds - now.microseconds + 999_999) / 1_000_000
        let key = keys(of: .assignment(.undo), in: .inbox)
        return step.summary + " · " + language.safe(AssignmentPhrase.undoWithin(seconds: Int(left), key: key))
    }

    /// Returns the next clock tick, in at most a second, while a step's time runs.
    func undoTick() -> [Effect] {
        guard let until = undoSteps.latest(at: now)?.until else { return [] }
        return [.wake(after: min(until - now, .seconds(1)))]
    }

    /// Handles the result of taking back a change.
    mutating func handleUndone(_ step: UndoStep, _ result: Result<Void, Failure>) -> [Effect] {
        switch result {
        case .success: showNotice(UndoPhrase.takenBack(step.summary))
        case .failure(.refused(.illegalTransition)):
            showNotice(OutcomePhrase.tooLateToUndo, about: known(step.conversation), severity: .warning)
        case .failure(let failure):
            showNotice(OutcomePhrase.failed(failure), about: known(step.conversation), severity: .warning)
        }
        let thread: [Effect] =
            self.thread?.conversation.contains(step.conversation) == true
            ? [.thread(.readConversation(step.conversation))] : []
        return thread + inbox.reread(at: now)
    }

    /// Puts a message that was taken back into its conversation's draft, as if it had never been sent.
    mutating func handleWithdrawn(_ message: OutgoingMessage) -> [Effect] {
        var draftMessage = message
        draftMessage.id = message.withdraws ?? message.id
        let draft = drafts.add(draftMessage)
        showNotice(UndoPhrase.isDraftAgain(isNote: message.isInternal), about: known(message.conversation))
        thread?.storedPending.removeAll { $0.id == draftMessage.id }
        guard let open = thread?.conversation, open.contains(message.conversation) else {
            return [.composer(.saveDraft(draft))] + inbox.reread(at: now)
        }
        loadDraft(draft)
        if focus == .thread, overlay == nil { focus = .composer }
        layOutThread()
        return [.composer(.saveDraft(draft))]
            + [thread?.refresh(), .thread(.readConversation(open.id))].compactMap { $0 } + inbox.reread(at: now)
    }

    /// Says that a message couldn't be taken back: it has left.
    mutating func handleWithdrawalRefused(_ failure: Failure) -> [Effect] {
        if failure == .refused(.illegalTransition) {
            showNotice(UndoPhrase.hasLeft, severity: .warning)
        } else {
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
        return []
    }
}

extension Change {
    /// What the database calls it when it is taken back.
    var undoable: UndoableAction {
        switch self {
        case .claim: .claim
        case .release: .release
        case .state: .state
        case .priority: .priority
        case .tags: .tags
        }
    }
}

import Domain
import Text

/// Undo of a bulk change, with its countdown.
extension State {
    /// How long the server accepts an undo.
    private static let undoWindow = Duration.seconds(10)

    /// Converts the server's undo deadline to local time; if the clocks differ by more than the undo window, the
    /// window starts now.
    func undoDeadline(_ moment: Timestamp) -> Timestamp {
        let most = now + Self.undoWindow
        return moment > now && moment <= most ? moment : most
    }

    /// The footer line with the last change and its remaining undo time; nil once it can't be undone.
    var countdownLine: SafeText? {
        if let undoStepLine { return undoStepLine }
        guard assignment.pendingChangeCount == 0, let until = assignment.undoableUntil, until > now else { return nil }
        let left = (until.microseconds - now.microseconds + 999_999) / 1_000_000
        let key = keys(of: .assignment(.undo), in: .inbox)
        let undo = AssignmentPhrase.undoWithin(seconds: Int(left), key: key)
        if let merging = assignment.undoableMerge {
            let about = merging.guest.map { $0 + " · " } ?? .empty
            return about + language.safe(merging.summary) + " · " + language.safe(undo)
        }
        return assignment.lastOutcome.map { reportText($0, and: undo) }
    }

    /// Returns the footer text: what was done, how to undo it, and how many were skipped.
    func reportText(_ report: BulkOutcome, and undo: AssignmentPhrase? = nil) -> SafeText {
        let guest = report.request.onlyConversation.flatMap { report.guests[$0] } ?? .empty
        let about = guest.isEmpty ? guest : guest.truncated(to: 24) + " · "
        if let reason = report.onlyReason { return about + language.safe(reason) }
        let key = keys(of: .assignment(.showSkipped), in: .inbox)
        let parts: [AssignmentPhrase?] = [
            report.outcome,
            report.report.remainingCount > 0 ? .beyondLimit(report.report.remainingCount) : nil,
            undo,
            report.skipped > 0
                ? report.changedNothing ? .whyNone(key: key) : .skipped(report.skipped, key: key)
                : report.hasDetails ? .toWhom(key: key) : nil,
        ]
        return about + SafeText(trusted: parts.compactMap { $0.map { language.text($0) } }.joined(separator: " · "))
    }
}

extension AssignmentState {
    /// Undoes the last change.
    mutating func undo() -> [Effect] {
        if let undoableMerge { return undo(undoableMerge) }
        guard let lastOutcome, lastOutcome.undoUntil != nil else { return [] }
        pendingChangeCount += 1
        return [.assignment(.undo(lastOutcome.report.batch, of: lastOutcome.request))]
    }

    /// Undoes the last merge or unmerge.
    private mutating func undo(_ merge: UndoableMerge) -> [Effect] {
        undoableMerge = nil
        isUndoingMerge = true
        pendingChangeCount += 1
        return [.merging(merge.request)]
    }

    /// Why undo isn't available; nil if it is.
    func undoDisabledReason(at now: Timestamp) -> OutcomePhrase? {
        guard pendingChangeCount == 0 else { return .changePending }
        if let undoableMerge { return undoableMerge.undoUntil > now ? nil : .tooLateToUndo }
        guard let lastOutcome, !lastOutcome.isUndoing, lastOutcome.report.undoUntil != nil else {
            return .nothingToUndo
        }
        return lastOutcome.undoUntil.map { $0 > now } == true ? nil : .tooLateToUndo
    }

    /// The local time until which the last change can be undone; nil if it can't.
    fileprivate var undoableUntil: Timestamp? { undoableMerge?.undoUntil ?? lastOutcome?.undoUntil }

    /// Returns the next clock tick, in at most a second, while the countdown runs.
    func countdownTick(at now: Timestamp) -> [Effect] {
        guard let until = undoableUntil, until > now else { return [] }
        return [.wake(after: min(until - now, .seconds(1)))]
    }
}

extension BulkOutcome {
    /// What was done.
    fileprivate var outcome: AssignmentPhrase {
        if changedNothing { return .noneChanged }
        if isUndoing { return .undone(report.changedCount) }
        switch request.change {
        case .distribute(let rule): return outcome(ofDistributingBy: rule)
        case .assign where request.isSingle: return .assigned(request.name.plain)
        case .release where request.isSingle: return .released
        case .assign, .release, .priority, .addTags, .removeTags, .state:
            return .done(request.change, report.changedCount, name: request.name.plain)
        }
    }

    /// Whether every conversation was skipped.
    fileprivate var changedNothing: Bool { report.changedCount == 0 && skipped > 0 }

    /// Returns the phrase for a distribution; if a single agent got all, it names the agent.
    private func outcome(ofDistributingBy rule: SuggestionRule) -> AssignmentPhrase {
        guard report.shares.count == 1, let only = report.shares.first, let name = only.name else {
            return report.shares.isEmpty
                ? .done(.distribute(rule), report.changedCount, name: "")
                : .distributed(report.changedCount, over: report.shares.count)
        }
        return .done(.assign(only.person), report.changedCount, name: SafeText(name).plain)
    }

    /// Why a single conversation was skipped; nil for other outcomes.
    fileprivate var onlyReason: SkipPhrase? {
        guard request.isSingle, report.changedCount == 0, let skip = report.skipped.first else { return nil }
        return SkipPhrase(skip.reason, skip.conversations.first)
    }
}

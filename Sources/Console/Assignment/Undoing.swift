import Domain
import Text

/// Taking a change of many back while there is time, and saying how much of it is left.
extension State {
    /// How long the server takes a change back.
    private static let undoWindow = Duration.seconds(10)

    /// The server's moment on this machine's clock. Where the two clocks differ by more than the window it begins now.
    func undoDeadline(_ moment: Timestamp) -> Timestamp {
        let most = now + Self.undoWindow
        return moment > now && moment <= most ? moment : most
    }

    /// Takes the last change back.
    mutating func undo() -> [Effect] {
        if let merging = assignment.undoableMerge { return undoMerge(merging) }
        guard let report = assignment.lastOutcome, report.undoUntil != nil else { return [] }
        assignment.pendingChangeCount += 1
        return [.assignment(.undo(report.report.batch, of: report.request))]
    }

    /// Why nothing can be undone now; nil where something can.
    var undoDisabledReason: OutcomePhrase? {
        guard assignment.pendingChangeCount == 0 else { return .changePending }
        if let merging = assignment.undoableMerge { return merging.undoUntil > now ? nil : .tooLateToUndo }
        guard let report = assignment.lastOutcome, !report.isUndoing, report.report.undoUntil != nil else {
            return .nothingToUndo
        }
        return report.undoUntil.map { $0 > now } == true ? nil : .tooLateToUndo
    }

    /// The line that says what was done and how long it can be undone; nil once it can't.
    var countdownLine: SafeText? {
        guard assignment.pendingChangeCount == 0, let until = undoableUntil, until > now else { return nil }
        let left = (until.microseconds - now.microseconds + 999_999) / 1_000_000
        let key = keys(of: .undo, in: .inbox)
        let undo = AssignmentPhrase.undoWithin(seconds: Int(left), key: key)
        if let merging = assignment.undoableMerge {
            return language.safe(merging.summary) + " · " + language.safe(undo)
        }
        return assignment.lastOutcome.map { reportText($0, and: undo) }
    }

    /// Until when the last change can be undone; nil where it can't.
    private var undoableUntil: Timestamp? { assignment.undoableMerge?.undoUntil ?? assignment.lastOutcome?.undoUntil }

    /// Has the clock tick each second while that line counts.
    func scheduleCountdownTick() -> [Effect] {
        guard let until = undoableUntil, until > now else { return [] }
        return [.wake(after: min(until - now, .seconds(1)))]
    }

    /// What was done, what can be done about it, and how many were left alone.
    func reportText(_ report: BulkOutcome, and undo: AssignmentPhrase? = nil) -> SafeText {
        if let reason = report.onlyReason { return language.safe(reason) }
        let key = keys(of: .showSkipped, in: .inbox)
        let parts: [AssignmentPhrase?] = [
            report.outcome,
            report.report.remainingCount > 0 ? .beyondLimit(report.report.remainingCount) : nil,
            undo,
            report.skipped > 0
                ? report.changedNothing ? .whyNone(key: key) : .skipped(report.skipped, key: key)
                : report.hasDetails ? .toWhom(key: key) : nil,
        ]
        return SafeText(trusted: parts.compactMap { $0.map { language.text($0) } }.joined(separator: " · "))
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

    /// Whether every conversation was left as it is.
    fileprivate var changedNothing: Bool { report.changedCount == 0 && skipped > 0 }

    /// Where one agent got them all, it says who.
    private func outcome(ofDistributingBy rule: SuggestionRule) -> AssignmentPhrase {
        guard report.shares.count == 1, let only = report.shares.first, let name = only.name else {
            return report.shares.isEmpty
                ? .done(.distribute(rule), report.changedCount, name: "")
                : .distributed(report.changedCount, over: report.shares.count)
        }
        return .done(.assign(only.person), report.changedCount, name: SafeText(name).plain)
    }

    /// Where one conversation was to be changed and wasn't, why.
    fileprivate var onlyReason: SkipPhrase? {
        guard request.isSingle, report.changedCount == 0, let skip = report.skipped.first else { return nil }
        return SkipPhrase(skip.reason, skip.conversations.first)
    }
}

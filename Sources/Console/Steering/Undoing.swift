import Domain
import Text

/// Taking a change of many back while there is time, and saying how much of it is left.
extension State {
    /// How long the server takes a change back.
    private static let undoWindow = Duration.seconds(10)

    /// The server's moment on this machine's clock. Where the two clocks differ by more than the window it begins now.
    func undoLimit(_ moment: Timestamp) -> Timestamp {
        let most = now + Self.undoWindow
        return moment > now && moment <= most ? moment : most
    }

    /// Takes the last change back.
    mutating func undo() -> [Effect] {
        if let merging = steering.merging { return takeBack(merging) }
        guard let report = steering.report, report.undoUntil != nil else { return [] }
        steering.underWay += 1
        return [.steer(.undo(report.report.batch, of: report.order))]
    }

    /// Why nothing can be undone now; nil where something can.
    var obstacleToUndo: OutcomePhrase? {
        guard steering.underWay == 0 else { return .changeUnderWay }
        if let merging = steering.merging { return merging.until > now ? nil : .tooLateToUndo }
        guard let report = steering.report, !report.isUndoing, report.report.undoUntil != nil else {
            return .nothingToUndo
        }
        return report.undoUntil.map { $0 > now } == true ? nil : .tooLateToUndo
    }

    /// The line that says what was done and how long it can be undone; nil once it can't.
    var countdownLine: SafeText? {
        guard steering.underWay == 0, let until = undoableUntil, until > now else { return nil }
        let left = (until.microseconds - now.microseconds + 999_999) / 1_000_000
        let key = keys(of: .undo, in: .inbox)
        let undo = SteeringPhrase.undoWithin(seconds: Int(left), key: key)
        if let merging = steering.merging { return language.safe(merging.said) + " · " + language.safe(undo) }
        return steering.report.map { reportText($0, and: undo) }
    }

    /// Until when the last change can be undone; nil where it can't.
    private var undoableUntil: Timestamp? { steering.merging?.until ?? steering.report?.undoUntil }

    /// Has the clock tick each second while that line counts.
    func countDown() -> [Effect] {
        guard let until = undoableUntil, until > now else { return [] }
        return [.wake(after: min(until - now, .seconds(1)))]
    }

    /// What was done, what can be done about it, and how many were left alone.
    func reportText(_ report: ChangeReport, and undo: SteeringPhrase? = nil) -> SafeText {
        if let reason = report.onlyReason { return language.safe(reason) }
        let key = keys(of: .showSkipped, in: .inbox)
        let parts: [SteeringPhrase?] = [
            report.outcome,
            report.report.beyondLimit > 0 ? .beyondLimit(report.report.beyondLimit) : nil,
            undo,
            report.skipped > 0
                ? report.changedNothing ? .whyNone(key: key) : .skipped(report.skipped, key: key)
                : report.hasDetails ? .toWhom(key: key) : nil,
        ]
        return SafeText(trusted: parts.compactMap { $0.map { language.text($0) } }.joined(separator: " · "))
    }
}

extension ChangeReport {
    /// What was done.
    fileprivate var outcome: SteeringPhrase {
        if changedNothing { return .noneChanged }
        if isUndoing { return .undone(report.done) }
        switch order.change {
        case .spread(let rule): return outcome(ofSpreadingBy: rule)
        case .assign where order.isSingle: return .assigned(order.name.plain)
        case .release where order.isSingle: return .released
        case .assign, .release, .priority, .addTags, .removeTags, .state:
            return .done(order.change, report.done, name: order.name.plain)
        }
    }

    /// Whether every conversation was left as it is.
    fileprivate var changedNothing: Bool { report.done == 0 && skipped > 0 }

    /// Where one agent got them all, it says who.
    private func outcome(ofSpreadingBy rule: SuggestionRule) -> SteeringPhrase {
        guard report.shares.count == 1, let only = report.shares.first, let name = only.name else {
            return report.shares.isEmpty
                ? .done(.spread(rule), report.done, name: "") : .spread(report.done, over: report.shares.count)
        }
        return .done(.assign(only.person), report.done, name: SafeText(name).plain)
    }

    /// Where one conversation was to be changed and wasn't, why.
    fileprivate var onlyReason: SkipPhrase? {
        guard order.isSingle, report.done == 0, let skip = report.skipped.first else { return nil }
        return SkipPhrase(skip.reason, skip.conversations.first)
    }
}

import Domain
import Screen
import Text

/// Keys of the colleague picker.
extension ColleaguePicker {
    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        chosen == nil ? handleTargetKey(key, in: &state) : handleReasonKey(key, in: &state)
    }

    /// Handles Esc: steps back from the reason to the choice of assignee, else closes the picker.
    package func close(in state: inout State) -> [Effect] {
        guard chosen != nil else {
            state.dismiss(self)
            return []
        }
        var picker = self
        picker.chosen = nil
        return state.present(picker)
    }

    private func handleTargetKey(_ key: Key, in state: inout State) -> [Effect] {
        var picker = self
        let found = found
        let step = key.arrowStep
        if key == .enter || key == .tab {
            picker.chosen = found.indices.contains(index) ? found[index] : nil
        } else if key == .control("T") {
            picker.switchRule(in: &state)
        } else if step != 0 {
            picker.index = max(0, min(index + step, found.count - 1))
        } else if picker.search.handleKey(key, width: 40) {
            picker.index = picker.start
        }
        return state.present(picker)
    }

    private func handleReasonKey(_ key: Key, in state: inout State) -> [Effect] {
        var picker = self
        switch key {
        case .enter: return submit(in: &state)
        case .backtab, .up: picker.chosen = nil
        default: _ = picker.reason.handleKey(key, width: 60)
        }
        return state.present(picker)
    }

    /// Switches to the other rule, for this picker and later ones.
    private mutating func switchRule(in state: inout State) {
        rule = rule.other
        state.assignment.rule = rule
        rank(in: state)
    }

    private mutating func rank(in state: State) {
        guard let colleagues else { return }
        candidates = state.candidates(among: colleagues, for: self)
        index = start
    }

    /// Sets the candidates once: if the order changed under the cursor, Enter would choose somebody else.
    fileprivate mutating func setColleagues(_ colleagues: [Colleague], in state: State) {
        self.colleagues = colleagues
        rank(in: state)
    }

    private func submit(in state: inout State) -> [Effect] {
        guard let chosen else { return [] }
        let reason = reasonText
        guard reason.map({ $0.unicodeScalars.count }) ?? 0 <= Self.longestReason else {
            state.showNotice(ColleaguePickerPhrase.reasonTooLong, severity: .warning)
            return []
        }
        switch purpose {
        case .assign:
            state.dismiss(self)
            return state.assign(subject, to: chosen, reason)
        case .transfer:
            guard let reason else {
                state.showNotice(ColleaguePickerPhrase.reasonRequired, severity: .warning)
                return []
            }
            state.dismiss(self)
            return subject.conversations.first.map { transfer($0, to: chosen, reason) } ?? []
        }
    }

    private func transfer(_ conversation: Conversation, to chosen: Candidate, _ reason: String) -> [Effect] {
        let target: TransferTarget
        switch chosen.target {
        case .person(let person): target = .person(person)
        case .role(let role): target = .role(role)
        case .queue, .distributed: return []
        }
        let order = TransferRequest(
            conversation: conversation.id,
            target: target,
            name: chosen.name,
            reason: reason,
            assignVersion: conversation.assignVersion,
            assignee: conversation.assignee
        )
        return [.assignment(.transfer(order))]
    }
}

/// Opening the picker, and its results.
extension State {
    /// Opens the picker to assign the marked conversations or the focused one.
    mutating func chooseAssignee() -> [Effect] {
        commandTarget.map { openColleaguePicker(.assign, $0) } ?? []
    }

    /// Opens the picker to transfer the focused conversation.
    mutating func chooseTransfer() -> [Effect] {
        focusedConversation.map { openColleaguePicker(.transfer, .single($0)) } ?? []
    }

    /// Opens the picker to transfer a conversation chosen before.
    mutating func chooseTransfer(of target: CommandTarget) -> [Effect] { openColleaguePicker(.transfer, target) }

    private mutating func openColleaguePicker(_ purpose: ColleaguePicker.Purpose, _ subject: CommandTarget) -> [Effect]
    {
        present(ColleaguePicker(purpose, subject, assignment.rule)) + [.assignment(.readColleagues)]
    }

    mutating func handleColleagues(_ result: Result<[Colleague], Failure>) -> [Effect] {
        guard var picker = overlay(of: ColleaguePicker.self), picker.candidates == nil else { return [] }
        switch result {
        case .success(let colleagues):
            picker.setColleagues(colleagues, in: self)
            return present(picker)
        case .failure(let failure):
            overlay = nil
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return []
        }
    }

    fileprivate mutating func assign(_ subject: CommandTarget, to chosen: Candidate, _ reason: String?) -> [Effect] {
        switch chosen.target {
        case .person(let person):
            requestBulk(.assign(person), on: subject, reason: reason, name: chosen.name)
        case .distributed: requestBulk(.distribute(assignment.rule), on: subject, reason: reason)
        case .queue, .role: requestBulk(.release, on: subject, reason: reason)
        }
    }
}

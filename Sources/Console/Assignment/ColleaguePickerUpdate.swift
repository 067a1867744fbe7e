import Domain
import Screen
import Text

/// Keys and results of the colleague picker.
extension State {
    /// Opens the picker to assign the marked conversations or the focused one.
    mutating func chooseAssignee() -> [Effect] {
        commandTarget.map { openColleaguePicker(.assign, $0) } ?? []
    }

    /// Opens the picker to transfer the focused conversation.
    mutating func chooseTransfer() -> [Effect] {
        focusedConversation.map { openColleaguePicker(.transfer, .single($0)) } ?? []
    }

    private mutating func openColleaguePicker(_ purpose: ColleaguePicker.Purpose, _ subject: CommandTarget) -> [Effect]
    {
        overlay = .colleagues(ColleaguePicker(purpose, subject, assignment.rule))
        return [.assignment(.readColleagues)]
    }

    /// Sets the candidates once: if the order changed under the cursor, Enter would choose somebody else.
    mutating func handleColleagues(_ result: Result<[Colleague], Failure>) -> [Effect] {
        guard case .colleagues(var picker) = overlay, picker.candidates == nil else { return [] }
        switch result {
        case .success(let colleagues):
            picker.colleagues = colleagues
            rank(&picker)
            return present(.colleagues(picker))
        case .failure(let failure):
            overlay = nil
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
            return []
        }
    }

    private func rank(_ picker: inout ColleaguePicker) {
        guard let colleagues = picker.colleagues else { return }
        picker.candidates = candidates(among: colleagues, for: picker)
        picker.index = picker.start
    }

    /// Switches to the other rule, for this picker and later ones.
    private mutating func switchRule(_ picker: inout ColleaguePicker) {
        picker.rule = picker.rule.other
        assignment.rule = picker.rule
        rank(&picker)
    }

    mutating func handleColleaguePickerKey(_ key: Key, _ picker: ColleaguePicker) -> [Effect] {
        picker.chosen == nil ? handleTargetKey(key, picker) : handleReasonKey(key, picker)
    }

    private mutating func handleTargetKey(_ key: Key, _ picker: ColleaguePicker) -> [Effect] {
        var picker = picker
        let found = picker.found
        let step = arrowStep(of: key)
        if key == .enter || key == .tab {
            picker.chosen = found.indices.contains(picker.index) ? found[picker.index] : nil
        } else if key == .control("T") {
            switchRule(&picker)
        } else if step != 0 {
            picker.index = max(0, min(picker.index + step, found.count - 1))
        } else if picker.search.handleKey(key, width: 40) {
            picker.index = picker.start
        }
        return present(.colleagues(picker))
    }

    private mutating func handleReasonKey(_ key: Key, _ picker: ColleaguePicker) -> [Effect] {
        var picker = picker
        switch key {
        case .enter: return submitPicker(picker)
        case .backtab, .up: picker.chosen = nil
        default: _ = picker.reason.handleKey(key, width: 60)
        }
        return present(.colleagues(picker))
    }

    private mutating func submitPicker(_ picker: ColleaguePicker) -> [Effect] {
        guard let chosen = picker.chosen else { return [] }
        let reason = picker.reasonText
        guard reason.map({ $0.unicodeScalars.count }) ?? 0 <= ColleaguePicker.longestReason else {
            showNotice(ColleaguePickerPhrase.reasonTooLong, severity: .warning)
            return []
        }
        switch picker.purpose {
        case .assign:
            overlay = nil
            return assign(picker.subject, to: chosen, reason)
        case .transfer:
            guard let reason else {
                showNotice(ColleaguePickerPhrase.reasonRequired, severity: .warning)
                return []
            }
            overlay = nil
            return picker.subject.conversations.first.map { transfer($0, to: chosen, reason) } ?? []
        }
    }

    private mutating func assign(_ subject: CommandTarget, to chosen: Candidate, _ reason: String?) -> [Effect] {
        switch chosen.target {
        case .person(let person): requestBulkChange(.assign(person), on: subject, reason: reason, name: chosen.name)
        case .distributed: requestBulkChange(.distribute(assignment.rule), on: subject, reason: reason)
        case .queue, .role: requestBulkChange(.release, on: subject, reason: reason)
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

import Domain
import Screen
import Text

/// Choosing to whom conversations go, key by key.
extension State {
    /// Asks to whom the marked ones, or the one that has the focus, go.
    mutating func chooseAssignee() -> [Effect] {
        subject.map { pick(.assign, $0) } ?? []
    }

    /// Asks to whom the conversation that has the focus is passed on.
    mutating func chooseTransfer() -> [Effect] {
        focusedConversation.map { pick(.transfer, .one($0)) } ?? []
    }

    private mutating func pick(_ purpose: ColleaguePicker.Purpose, _ subject: Subject) -> [Effect] {
        overlay = .colleagues(ColleaguePicker(purpose, subject, steering.rule))
        return [.steer(.readColleagues)]
    }

    /// Who can be chosen is set once: an order that changed under the cursor would have Enter choose somebody else.
    mutating func takeColleagues(_ result: Result<[Colleague], Failure>) -> [Effect] {
        guard case .colleagues(var picker) = overlay, picker.candidates == nil else { return [] }
        switch result {
        case .success(let colleagues):
            picker.colleagues = colleagues
            rank(&picker)
            return cover(with: .colleagues(picker))
        case .failure(let failure):
            overlay = nil
            say(OutcomePhrase.failed(failure), .warning)
            return []
        }
    }

    private func rank(_ picker: inout ColleaguePicker) {
        guard let colleagues = picker.colleagues else { return }
        picker.candidates = candidates(among: colleagues, for: picker)
        picker.index = picker.start
    }

    /// The other rule, for this choice and those to come.
    private mutating func switchRule(_ picker: inout ColleaguePicker) {
        picker.rule = picker.rule.other
        steering.rule = picker.rule
        rank(&picker)
    }

    mutating func takePickerKey(_ key: Key, _ picker: ColleaguePicker) -> [Effect] {
        picker.chosen == nil ? takeTargetKey(key, picker) : takeReasonKey(key, picker)
    }

    private mutating func takeTargetKey(_ key: Key, _ picker: ColleaguePicker) -> [Effect] {
        var picker = picker
        let found = picker.found
        let step = arrowStep(of: key)
        if key == .enter || key == .tab {
            picker.chosen = found.indices.contains(picker.index) ? found[picker.index] : nil
        } else if key == .control("T") {
            switchRule(&picker)
        } else if step != 0 {
            picker.index = max(0, min(picker.index + step, found.count - 1))
        } else if picker.search.take(key, width: 40) {
            picker.index = picker.start
        }
        return cover(with: .colleagues(picker))
    }

    private mutating func takeReasonKey(_ key: Key, _ picker: ColleaguePicker) -> [Effect] {
        var picker = picker
        switch key {
        case .enter: return give(picker)
        case .backtab, .up: picker.chosen = nil
        default: _ = picker.reason.take(key, width: 60)
        }
        return cover(with: .colleagues(picker))
    }

    private mutating func give(_ picker: ColleaguePicker) -> [Effect] {
        guard let chosen = picker.chosen else { return [] }
        let reason = picker.reasonText
        guard reason.map({ $0.unicodeScalars.count }) ?? 0 <= ColleaguePicker.longestReason else {
            say(PickerPhrase.reasonTooLong, .warning)
            return []
        }
        switch picker.purpose {
        case .assign:
            overlay = nil
            return assign(picker.subject, to: chosen, reason)
        case .transfer:
            guard let reason else {
                say(PickerPhrase.reasonNeeded, .warning)
                return []
            }
            overlay = nil
            return picker.subject.conversations.first.map { transfer($0, to: chosen, reason) } ?? []
        }
    }

    private mutating func assign(_ subject: Subject, to chosen: Candidate, _ reason: String?) -> [Effect] {
        switch chosen.target {
        case .person(let person): ask(.assign(person), of: subject, reason: reason, name: chosen.name)
        case .several: ask(.spread(steering.rule), of: subject, reason: reason)
        case .queue, .role: ask(.release, of: subject, reason: reason)
        }
    }

    private func transfer(_ conversation: Conversation, to chosen: Candidate, _ reason: String) -> [Effect] {
        let target: TransferTarget
        switch chosen.target {
        case .person(let person): target = .person(person)
        case .role(let role): target = .role(role)
        case .queue, .several: return []
        }
        let order = TransferOrder(
            conversation: conversation.id,
            target: target,
            name: chosen.name,
            reason: reason,
            assignVersion: conversation.assignVersion,
            assignee: conversation.assignee
        )
        return [.steer(.transfer(order))]
    }
}

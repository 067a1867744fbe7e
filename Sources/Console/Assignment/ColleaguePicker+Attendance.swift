import Domain

/// Online colleagues come first in suggestions.
extension ColleaguePicker {
    /// Returns a note on the suggested candidate: that being online put them first, or that no eligible agent is
    /// online. Nil for other candidates, and if being online made no difference.
    func suggestionNote(for candidate: Candidate) -> ColleaguePickerPhrase? {
        guard candidate.isSuggested, let candidates else { return nil }
        let eligible = candidates.filter(\.isEligible)
        if eligible.allSatisfy({ $0.attendance != .online }) { return .nobodyHere(zones: zoneCount) }
        let isPreferred = candidate.attendance == .online && eligible.contains { $0.attendance != .online }
        return isPreferred ? .hereFirst : nil
    }

    private var zoneCount: Int { Set(subject.conversations.compactMap(\.zone)).count }

    /// Updates who is online. The order stays, so that nobody moves from under the cursor; switching the rule ranks
    /// anew with the updated values.
    mutating func updateAttendance(_ attendance: [Identifier<Person>: OnlineStatus]) {
        colleagues = colleagues?.map { colleague in
            var colleague = colleague
            colleague.attendance = attendance[colleague.id] ?? .offline
            return colleague
        }
        candidates = candidates?.map { $0.updated(with: attendance) }
        chosen = chosen?.updated(with: attendance)
    }
}

extension Candidate {
    fileprivate func updated(with attendance: [Identifier<Person>: OnlineStatus]) -> Self {
        guard case .person(let id) = target else { return self }
        var candidate = self
        candidate.attendance = attendance[id] ?? .offline
        return candidate
    }
}

extension State {
    /// Re-reads who is online while the picker is open.
    mutating func refreshAttendance() -> [Effect] {
        guard overlay(of: ColleaguePicker.self)?.candidates != nil, !presence.isReadingAttendance else { return [] }
        presence.isReadingAttendance = true
        return [.presence(.readAttendance)]
    }

    /// Applies who is online; if the read failed, the shown values stay.
    mutating func updateAttendance(with attendance: Result<[Identifier<Person>: OnlineStatus], Failure>) -> [Effect] {
        presence.isReadingAttendance = false
        guard var picker = overlay(of: ColleaguePicker.self), case .success(let attendance) = attendance else {
            return []
        }
        picker.updateAttendance(attendance)
        return present(picker)
    }
}

import Domain

/// Who sits before a console comes first: what that means for the choice, and how the choice follows it.
extension ColleaguePicker {
    /// What is to be said of the one who is suggested: that who is here came before others, or that nobody is here. Nil for
    /// everybody else, and where that made no difference.
    func suggestionNote(for candidate: Candidate) -> ColleaguePickerPhrase? {
        guard candidate.isSuggested, let candidates else { return nil }
        let eligible = candidates.filter(\.isEligible)
        if eligible.allSatisfy({ $0.attendance != .online }) { return .nobodyHere(zones: zoneCount) }
        let isPreferred = candidate.attendance == .online && eligible.contains { $0.attendance != .online }
        return isPreferred ? .hereFirst : nil
    }

    private var zoneCount: Int { Set(subject.conversations.compactMap(\.zone)).count }

    /// Colleagues came, left or went away: the signs follow. The order stays, so that nobody slips from under the cursor;
    /// the next order, by the other rule, is made of what is so then.
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
    /// What reads again who is here, while somebody is chosen.
    mutating func refreshAttendance() -> [Effect] {
        guard case .colleagues(let picker) = overlay, picker.candidates != nil, !presence.isReadingAttendance else {
            return []
        }
        presence.isReadingAttendance = true
        return [.presence(.readAttendance)]
    }

    /// Takes in who is here; where it couldn't be read, what is shown holds until it can.
    mutating func updateAttendance(with attendance: Result<[Identifier<Person>: OnlineStatus], Failure>) -> [Effect] {
        presence.isReadingAttendance = false
        guard case .colleagues(var picker) = overlay, case .success(let attendance) = attendance else { return [] }
        picker.updateAttendance(attendance)
        return present(.colleagues(picker))
    }
}

import Domain

/// Who sits before a console comes first: what that means for the choice, and how the choice follows it.
extension ColleaguePicker {
    /// What is to be said of the one who is suggested: that who is here came before others, or that nobody is here. Nil for
    /// everybody else, and where that made no difference.
    func precedence(of candidate: Candidate) -> PickerPhrase? {
        guard candidate.isSuggested, let candidates else { return nil }
        let eligible = candidates.filter(\.isEligible)
        if eligible.allSatisfy({ $0.attendance != .here }) { return .nobodyHere(zones: zoneCount) }
        let isPreferred = candidate.attendance == .here && eligible.contains { $0.attendance != .here }
        return isPreferred ? .hereFirst : nil
    }

    private var zoneCount: Int { Set(subject.conversations.compactMap(\.zone)).count }

    /// Colleagues came, left or went away: the signs follow. The order stays, so that nobody slips from under the cursor;
    /// the next order, by the other rule, is made of what is so then.
    mutating func follow(_ attendance: [Identifier<Person>: Attendance]) {
        colleagues = colleagues?.map { colleague in
            var colleague = colleague
            colleague.attendance = attendance[colleague.id] ?? .notConnected
            return colleague
        }
        candidates = candidates?.map { $0.following(attendance) }
        chosen = chosen?.following(attendance)
    }
}

extension Candidate {
    fileprivate func following(_ attendance: [Identifier<Person>: Attendance]) -> Self {
        guard case .person(let id) = target else { return self }
        var candidate = self
        candidate.attendance = attendance[id] ?? .notConnected
        return candidate
    }
}

extension State {
    /// What reads again who is here, while somebody is chosen.
    mutating func rereadAttendance() -> [Effect] {
        guard case .colleagues(let picker) = overlay, picker.candidates != nil, !presence.isAttendanceAsked else {
            return []
        }
        presence.isAttendanceAsked = true
        return [.presence(.readAttendance)]
    }

    /// Takes in who is here; where it couldn't be read, what is shown holds until it can.
    mutating func take(_ attendance: Result<[Identifier<Person>: Attendance], Failure>) -> [Effect] {
        presence.isAttendanceAsked = false
        guard case .colleagues(var picker) = overlay, case .success(let attendance) = attendance else { return [] }
        picker.follow(attendance)
        return cover(with: .colleagues(picker))
    }
}

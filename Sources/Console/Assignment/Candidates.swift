import Domain
import Text

/// Candidates for an assignment, in order.
extension State {
    /// Returns all candidates: people first, led by the agent that the rule suggests for the zones, then the queue or
    /// the roles. For several conversations, distributing them comes first.
    func candidates(among colleagues: [Colleague], for picker: ColleaguePicker) -> [Candidate] {
        let numbers = picker.subject.conversations.map { zoneNumber(forLabel: $0.zone) }
        let holders = Set(picker.subject.conversations.map(\.assignee))
        let people = colleagues.filter { colleague in
            holders != [colleague.id] && (picker.purpose == .assign || colleague.id != user?.id)
        }
        let ranked = people.map { RankedColleague($0, zones: numbers, picker.rule) }.sorted()
        var candidates = ranked.map { candidate($0, isAmongMany: numbers.count > 1) }
        if let best = ranked.first, best.isSuggestion { candidates[0].isSuggested = true }
        return distributedCandidate(for: picker) + candidates + queueAndRoleCandidates(for: picker)
    }

    private func candidate(_ ranked: RankedColleague, isAmongMany: Bool) -> Candidate {
        let colleague = ranked.colleague
        return Candidate(
            target: .person(colleague.id),
            name: SafeText(colleague.name),
            detail: SafeText(UntrustedText(shortZones(colleague.zones))),
            load: colleague.load,
            coveredCount: ranked.isCoverageKnown ? ranked.covered : nil,
            lastAssignedText: colleague.lastAssignedAt.map { time(of: $0) },
            attendance: colleague.attendance,
            isEligible: ranked.isSuggestion,
            isCurrentUser: colleague.id == user?.id
        )
    }

    private func time(of moment: Timestamp) -> SafeText {
        let wall = clock.wallTime(at: moment)
        let day = language == .english ? wall.day.english : wall.day.french
        return SafeText(trusted: "\(day) \(wall.hourAndMinute)")
    }

    private func distributedCandidate(for picker: ColleaguePicker) -> [Candidate] {
        guard picker.subject.isMany else { return [] }
        return [
            candidate(
                for: .distributed,
                name: language.safe(ColleaguePickerPhrase.distribute),
                detail: language.safe(ColleaguePickerPhrase.distributeRule(picker.rule))
            )
        ]
    }

    private func queueAndRoleCandidates(for picker: ColleaguePicker) -> [Candidate] {
        switch picker.purpose {
        case .assign: [candidate(for: .queue, name: language.safe(ColleaguePickerPhrase.queue), detail: .empty)]
        case .transfer:
            Self.escalationRoles.map { role in
                candidate(
                    for: .role(role),
                    name: SafeText(UntrustedText(role.label)),
                    detail: language.safe(ColleaguePickerPhrase.role)
                )
            }
        }
    }

    private func candidate(for target: Candidate.Target, name: SafeText, detail: SafeText) -> Candidate {
        Candidate(target: target, name: name, detail: detail, load: nil, coveredCount: nil)
    }

    /// Roles to escalate to, supervising roles first.
    private static let escalationRoles: [AppRole] = [
        .superviseur, .administrateur, .superAdmin, .responsableLogistique, .responsableQualite, .technicien,
        .comptabilite, .femmeDeMenage, .agent,
    ]

    private func zoneNumber(forLabel label: String?) -> Int16 {
        label.flatMap { label in zones.first { $0.label == label }?.number } ?? 0
    }

    /// Returns zones in short, as a query writes them: a city's pattern if all its zones are included.
    private func shortZones(_ numbers: [Int16]) -> String {
        guard !numbers.isEmpty else { return language.text(ColleaguePickerPhrase.noZones) }
        let words = InboxQuery(zones: numbers).text(zones: zones, own: []).split(separator: " ")
        let zone = words.first { $0.hasPrefix("zone:") }?.dropFirst("zone:".count) ?? ""
        return zone.split(separator: ",").joined(separator: ", ")
    }
}

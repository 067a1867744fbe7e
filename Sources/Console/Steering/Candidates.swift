import Domain
import Text

/// Who can be chosen, in which order.
extension State {
    /// Everybody to choose from: the agent that the rule suggests of those whose zone it is first, the roles last. Many can
    /// go to several.
    func candidates(among colleagues: [Colleague], for picker: ColleaguePicker) -> [Candidate] {
        let numbers = picker.subject.conversations.map { number(ofZone: $0.zone) }
        let holders = Set(picker.subject.conversations.map(\.assignee))
        let people = colleagues.filter { colleague in
            holders != [colleague.id] && (picker.purpose == .assign || colleague.id != reader?.id)
        }
        let ranked = people.map { RankedColleague($0, zones: numbers, picker.rule) }.sorted()
        var candidates = ranked.map { candidate($0, isAmongMany: numbers.count > 1) }
        if let best = ranked.first, best.isSuggestion { candidates[0].isSuggested = true }
        return several(for: picker) + candidates + others(for: picker)
    }

    private func candidate(_ ranked: RankedColleague, isAmongMany: Bool) -> Candidate {
        let colleague = ranked.colleague
        return Candidate(
            target: .person(colleague.id),
            name: SafeText(colleague.name),
            detail: SafeText(UntrustedText(shortZones(colleague.zones))),
            load: colleague.load,
            covered: ranked.isCoverageKnown ? ranked.covered : nil,
            lastGiven: colleague.lastAssignedAt.map { time(of: $0) },
            attendance: colleague.attendance,
            isEligible: ranked.isSuggestion,
            isReader: colleague.id == reader?.id
        )
    }

    private func time(of moment: Timestamp) -> SafeText {
        let wall = clock.wall(moment)
        let day = language == .english ? wall.day.english : wall.day.french
        return SafeText(trusted: "\(day) \(wall.clock)")
    }

    private func several(for picker: ColleaguePicker) -> [Candidate] {
        guard picker.subject.isMany else { return [] }
        return [other(.several, language.safe(PickerPhrase.several), language.safe(PickerPhrase.each(picker.rule)))]
    }

    private func others(for picker: ColleaguePicker) -> [Candidate] {
        switch picker.purpose {
        case .assign: [other(.queue, language.safe(PickerPhrase.queue), .empty)]
        case .transfer:
            Self.escalationRoles.map { role in
                other(.role(role), SafeText(UntrustedText(role.label)), language.safe(PickerPhrase.role))
            }
        }
    }

    private func other(_ target: Candidate.Target, _ name: SafeText, _ detail: SafeText) -> Candidate {
        Candidate(target: target, name: name, detail: detail, load: nil, covered: nil)
    }

    /// Roles to escalate to, those that steer the desk first.
    private static let escalationRoles: [AppRole] = [
        .superviseur, .administrateur, .superAdmin, .responsableLogistique, .responsableQualite, .technicien,
        .comptabilite, .femmeDeMenage, .agent,
    ]

    private func number(ofZone label: String?) -> Int16 {
        label.flatMap { label in zones.first { $0.label == label }?.number } ?? 0
    }

    /// Zones in few words, as a query has them: a city's pattern where all its zones are meant.
    private func shortZones(_ numbers: [Int16]) -> String {
        guard !numbers.isEmpty else { return language.text(PickerPhrase.noZones) }
        let words = InboxQuery(zones: numbers).text(zones: zones, own: []).split(separator: " ")
        let zone = words.first { $0.hasPrefix("zone:") }?.dropFirst("zone:".count) ?? ""
        return zone.split(separator: ",").joined(separator: ", ")
    }
}

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

/// A colleague by how well the conversations suit them.
private struct RankedColleague: Comparable {
    let colleague: Colleague
    private let rule: SuggestionRule
    /// How many of the conversations lie in their zones.
    let covered: Int
    /// Whether the conversations have zones to compare with.
    let isCoverageKnown: Bool

    init(_ colleague: Colleague, zones: [Int16], _ rule: SuggestionRule) {
        self.colleague = colleague
        self.rule = rule
        let known = zones.filter { $0 != 0 }
        isCoverageKnown = !known.isEmpty
        covered = known.filter { colleague.zones.contains($0) }.count
    }

    /// Agents before those who steer; it is their work.
    private var group: Int {
        let isAgent = colleague.role == .agent
        return covered > 0 || !isCoverageKnown ? (isAgent ? 0 : 2) : (isAgent ? 1 : 3)
    }

    /// Whether the first of all like this is worth being suggested.
    var isSuggestion: Bool { group == 0 }

    private var lastAssignedAt: Timestamp { colleague.lastAssignedAt ?? .beginningOfTime }

    static func < (left: Self, right: Self) -> Bool {
        let first = (left.group, -left.covered)
        let second = (right.group, -right.covered)
        guard first == second else { return first < second }
        if left.rule == .leastLoaded, left.colleague.load != right.colleague.load {
            return left.colleague.load < right.colleague.load
        }
        return (left.lastAssignedAt, left.colleague.id) < (right.lastAssignedAt, right.colleague.id)
    }
}

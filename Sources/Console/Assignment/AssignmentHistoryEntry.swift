import Domain
import Text

/// An assignment history entry, formatted for the panel.
package struct AssignmentHistoryEntry: Sendable, Hashable {
    /// Previous and new assignee.
    let move: SafeText
    /// When, what, and by whom.
    let circumstance: SafeText
    /// The reason; empty if none was given.
    let reason: SafeText

    /// Maximum number of entries in the panel.
    static let limit = 5

    /// Formats an entry.
    init(_ entry: AssignmentEntry, _ language: Language, _ clock: LocalClock) {
        let arrow: SafeText = " → "
        move = Self.name(of: entry.from, language) + arrow + Self.name(of: entry.to, language)
        let wall = clock.wallTime(at: entry.at)
        let day = language == .english ? wall.day.english : wall.day.french
        let act = language.text(AssignmentHistoryPhrase.act(entry.action))
        let actor = Self.isBySomebodyElse(entry) ? entry.actorName.map { " · " + SafeText($0).plain } ?? "" : ""
        circumstance = SafeText(trusted: "\(day) \(wall.hourAndMinute) · \(act)\(actor)")
        reason = entry.reason.map { "“" + SafeText($0) + "”" } ?? .empty
    }

    /// Returns whether the actor is neither the previous nor the new assignee; only then is the actor named.
    private static func isBySomebodyElse(_ entry: AssignmentEntry) -> Bool {
        [entry.from, entry.to].allSatisfy { holder in
            switch holder {
            case .person(let id, _): id != entry.actor
            case .unassigned, .role: true
            }
        }
    }

    private static func name(of holder: Assignee, _ language: Language) -> SafeText {
        switch holder {
        case .unassigned: language.safe(AssignmentHistoryPhrase.queue)
        case .person(_, let name): name.map { SafeText($0) } ?? language.safe(AssignmentHistoryPhrase.somebody)
        case .role(let role): SafeText(UntrustedText(role.label))
        }
    }
}

/// Texts of the assignment history.
package enum AssignmentHistoryPhrase: Phrase {
    case title, queue, somebody, act(AssignmentAction)

    package var english: String {
        switch self {
        case .title: "History"
        case .queue: "queue"
        case .somebody: "somebody"
        case .act(let act): Self.english(act)
        }
    }

    package var french: String {
        switch self {
        case .title: "Historique"
        case .queue: "file"
        case .somebody: "quelqu’un"
        case .act(let act): Self.french(act)
        }
    }

    private static func english(_ act: AssignmentAction) -> String {
        switch act {
        case .claim: "claimed"
        case .takeNext: "taken as next"
        case .reply: "claimed by replying"
        case .release: "released"
        case .transfer: "transferred"
        case .escalation: "escalated"
        case .assignment: "assigned"
        case .stateChange: "state changed"
        case .undo: "undone"
        case .merge: "merged"
        case .unmerge: "taken apart"
        case .rightsEnded: "rights ended"
        case .other: "changed"
        }
    }

    private static func french(_ act: AssignmentAction) -> String {
        switch act {
        case .claim: "prise"
        case .takeNext: "prise comme suivante"
        case .reply: "prise en répondant"
        case .release: "rendue"
        case .transfer: "transférée"
        case .escalation: "escaladée"
        case .assignment: "attribuée"
        case .stateChange: "changement d’état"
        case .undo: "annulée"
        case .merge: "fusionnée"
        case .unmerge: "séparée"
        case .rightsEnded: "droits terminés"
        case .other: "changée"
        }
    }
}

import Domain
import Screen
import Text

/// Overlay for choosing an assignee and writing the reason.
package struct ColleaguePicker: Overlay {
    /// What the choice is for.
    package enum Purpose: Sendable, Hashable {
        /// Assigning, by a supervisor.
        case assign
        /// Transferring one conversation to a person or a role.
        case transfer
    }

    /// What it is for.
    package let purpose: Purpose
    /// The conversations to assign.
    package let subject: CommandTarget
    /// The rule that picks the suggested agent.
    var rule: SuggestionRule
    /// All colleagues as read; nil until then.
    var colleagues: [Colleague]?
    /// All candidates, best first; nil until the colleagues were read.
    var candidates: [Candidate]?
    /// The search text.
    var search = TextEditor("", .oneLine)
    /// Index of the candidate under the cursor.
    var index = 0
    /// The chosen candidate; nil while choosing.
    var chosen: Candidate?
    /// The reason as written so far.
    var reason = TextEditor("", .oneLine)

    /// Maximum length of a reason, in characters.
    static let longestReason = 500

    init(_ purpose: Purpose, _ subject: CommandTarget, _ rule: SuggestionRule) {
        self.purpose = purpose
        self.subject = subject
        self.rule = rule
    }

    /// The cursor's initial index: the best person, so that pressing Enter at once never distributes.
    var start: Int { found.firstIndex { $0.target != .distributed } ?? 0 }

    /// The candidates that the search matches, best first.
    var found: [Candidate] {
        let pattern = FuzzyPattern(search.text)
        guard let candidates, !pattern.isEmpty else { return candidates ?? [] }
        return candidates.compactMap { candidate in
            (pattern.match(candidate.name) ?? pattern.match(candidate.detail)).map { (candidate, $0.score) }
        }
        .enumerated()
        .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
        .map(\.element.0)
    }

    /// Inserts a text at the cursor of the field being edited.
    package mutating func paste(_ text: String) {
        guard chosen == nil else {
            reason.paste(text)
            return
        }
        search.paste(text)
        index = start
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        drawColleaguePicker(self, of: state, on: &canvas)
    }

    /// The reason without surrounding blanks; nil if empty.
    var reasonText: String? {
        let words = reason.text.split(separator: " ", omittingEmptySubsequences: false)
        let text = words.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed().joined(separator: " ")
        return text.isEmpty || reason.isBlank ? nil : text
    }
}

/// A possible target of an assignment or transfer.
struct Candidate: Sendable, Hashable {
    /// The kind of target.
    enum Target: Sendable, Hashable {
        case person(Identifier<Person>)
        case role(AppRole)
        /// Unassigned: back to the queue.
        case queue
        /// Several agents: each conversation goes to the agent that the rule suggests for it.
        case distributed
    }

    let target: Target
    /// The person's or role's name.
    let name: SafeText
    /// The person's zones in short, or an explanation of the choice.
    let detail: SafeText
    /// How many open conversations the person has; nil if not a person.
    let load: Int64?
    /// How many of the conversations are in the person's zones; nil if unknown.
    let coveredCount: Int?
    /// When the person was last assigned a conversation, formatted; nil if never.
    var lastAssignedText: SafeText?
    /// Whether the person is at a console; `offline` if not a person.
    var attendance = OnlineStatus.offline
    /// Whether the rule may suggest the person.
    var isEligible = false
    /// Whether the rule suggests this candidate.
    var isSuggested = false
    /// Whether this is the current user.
    var isCurrentUser = false
}

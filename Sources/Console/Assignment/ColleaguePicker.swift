import Domain
import Text

/// Choosing to whom conversations go, and writing why.
package struct ColleaguePicker: Sendable {
    /// What becomes of them.
    package enum Purpose: Sendable, Hashable {
        /// A supervisor decides whose they are.
        case assign
        /// One is passed on, to a person or a role.
        case transfer
    }

    /// What it is for.
    package let purpose: Purpose
    /// Which conversations.
    package let subject: CommandTarget
    /// Which agent of the zone it suggests.
    var rule: SuggestionRule
    /// Everybody as they were read; nil until then.
    var colleagues: [Colleague]?
    /// Everybody that can be chosen, best first; nil until they were read.
    var candidates: [Candidate]?
    /// The search among them.
    var search = TextEditor("", .oneLine)
    /// The place of the one under the cursor.
    var index = 0
    /// The one that was chosen; nil while one is still being chosen.
    var chosen: Candidate?
    /// Why, as written so far.
    var reason = TextEditor("", .oneLine)

    /// A reason has at most so many characters.
    static let longestReason = 500

    init(_ purpose: Purpose, _ subject: CommandTarget, _ rule: SuggestionRule) {
        self.purpose = purpose
        self.subject = subject
        self.rule = rule
    }

    /// Where the cursor begins: Enter at once means the best person, several only where somebody went there.
    var start: Int { found.firstIndex { $0.target != .distributed } ?? 0 }

    /// Those that the search finds, best first.
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

    /// Takes a text in at the cursor of the field that is being written.
    mutating func paste(_ text: String) {
        guard chosen == nil else {
            reason.paste(text)
            return
        }
        search.paste(text)
        index = start
    }

    /// What was written as a reason, without the blanks around it; nil for nothing.
    var reasonText: String? {
        let words = reason.text.split(separator: " ", omittingEmptySubsequences: false)
        let text = words.drop { $0.isEmpty }.reversed().drop { $0.isEmpty }.reversed().joined(separator: " ")
        return text.isEmpty || reason.isBlank ? nil : text
    }
}

/// Somebody whom a conversation can be given to.
struct Candidate: Sendable, Hashable {
    /// Who it is.
    enum Target: Sendable, Hashable {
        case person(Identifier<Person>)
        case role(AppRole)
        /// Nobody: back to the queue.
        case queue
        /// Each of many to whom the rule suggests for it.
        case distributed
    }

    let target: Target
    /// Their name, or the role's.
    let name: SafeText
    /// Their zones, in few words, or what the choice means.
    let detail: SafeText
    /// How many open conversations they have; nil for no person.
    let load: Int64?
    /// How many of the conversations lie in their zones; nil where that isn't known.
    let coveredCount: Int?
    /// When they were given one last, in words; nil where they never were.
    var lastAssignedText: SafeText?
    /// Whether they sit before a console; `notConnected` for no person.
    var attendance = OnlineStatus.offline
    /// Whether it is their work, so that they could be suggested.
    var isEligible = false
    /// Whether this is the one that the house would choose.
    var isSuggested = false
    /// Whether it is the user.
    var isCurrentUser = false
}

/// The filters of a query beyond state, priority, zone and assignee; the counters don't cover them.
package struct InboxFilters: Sendable, Hashable {
    /// Tag groups, ignoring case and accents; a conversation must have at least one tag of each group.
    package var tags: [[String]] = []
    /// Tags that a conversation must not have.
    package var withoutTags: [String] = []
    /// The reservation phases to include; empty for all, including conversations without a reservation.
    package var reservationPhases: [ReservationPhase] = []
    /// The time left in WhatsApp's messaging window; nil for any, including other channels.
    package var window: MessagingWindowFilter?
    /// Whether a delivery must have failed, or must not have; nil for any.
    package var hasFailed: Bool?
    /// Terms that must all occur in the guest's name, the property's name, a tag or a message.
    package var words: [QueryTerm] = []
    /// Terms that must not occur in any of these.
    package var withoutWords: [QueryTerm] = []

    /// Conditions by field, in the order of the fields; all of them must hold.
    package var conditions: [QueryCondition] = []

    /// Creates empty filters, which match everything.
    package init() {}

    /// Whether the filters match everything.
    package var isEmpty: Bool { self == Self() }

    /// Whether the filters require a search of words.
    package var looksForWords: Bool {
        !words.isEmpty || !withoutWords.isEmpty
            || conditions.contains { $0.field == .guest || $0.field == .property }
    }

    /// The maximum number of tags, and of terms, in a query.
    package static let maxTerms = 20
}

/// The phase of a reservation by the date at its property. Each conversation has exactly one.
package enum ReservationPhase: String, Sendable, Hashable, CaseIterable {
    /// The check-in is after today.
    case upcoming
    /// The check-in is today.
    case arriving
    /// The check-in is before today and the check-out after it.
    case staying
    /// The check-out is today.
    case departing
    /// The check-out is before today.
    case past
    /// The reservation is cancelled, whatever its dates.
    case cancelled
    /// There is no reservation.
    case none
}

/// The time left in WhatsApp's messaging window, the 24 hours after a guest's message in which free text is accepted.
package enum MessagingWindowFilter: Sendable, Hashable {
    /// The window is open.
    case open
    /// The window is closed, or the guest never wrote.
    case closed
    /// Open for less than this many minutes; 1 to 1440.
    case under(minutes: Int32)
    /// Open for more than this many minutes; 1 to 1440.
    case over(minutes: Int32)
}

/// A word or phrase to search for, ignoring case and accents; a trailing `*` makes a word a prefix.
package struct QueryTerm: Sendable, Hashable {
    /// The words as written, without quotes.
    package let text: String

    /// Creates a term; nil if the text has no letter or digit and so can't match.
    package init?(_ text: String) {
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        self.text = text
    }

    /// The maximum length of a term in characters.
    package static let maxLength = 200
}

/// What a query asks of conversations beside state, priority, zone and assignment: what no counter counts.
package struct InboxFilters: Sendable, Hashable {
    /// Tags, without regard to case and accents; of each group a conversation has at least one.
    package var tags: [[String]] = []
    /// Tags that a conversation doesn't have.
    package var withoutTags: [String] = []
    /// How far the stay is; empty for all, and for conversations without one too.
    package var reservationPhases: [ReservationPhase] = []
    /// What is left of WhatsApp's window; nil for anything, other channels too.
    package var window: MessagingWindowFilter?
    /// What stands in the guest's or the property's name, is a tag, or stands in a message; all of it.
    package var words: [QueryTerm] = []
    /// What stands nowhere there.
    package var withoutWords: [QueryTerm] = []

    /// A narrowing that leaves everything.
    package init() {}

    /// Whether it leaves everything.
    package var isEmpty: Bool { self == Self() }

    /// Whether messages have to be looked through for it.
    package var looksForWords: Bool { !words.isEmpty || !withoutWords.isEmpty }

    /// So many tags, and so many words, a query has at most.
    package static let maxTerms = 20
}

/// How far a stay is, by the day where the properties are. A conversation is exactly one of these.
package enum ReservationPhase: String, Sendable, Hashable, CaseIterable {
    /// It begins after today.
    case upcoming
    /// It begins today.
    case arriving
    /// It began before today and ends after it.
    case staying
    /// It ends today.
    case departing
    /// It ended before today.
    case past
    /// The reservation was cancelled, whatever its days.
    case cancelled
    /// There is no reservation.
    case none
}

/// What is left of the 24 hours after a guest's message in which WhatsApp takes free text.
package enum MessagingWindowFilter: Sendable, Hashable {
    /// Something.
    case open
    /// Nothing, or the guest never wrote.
    case closed
    /// Less than so many minutes, but something; 1 to 1440.
    case under(minutes: Int32)
    /// More than so many minutes; 1 to 1440.
    case over(minutes: Int32)
}

/// A word, or words in an order, to look for. Case and accents don't matter; a word that ends in `*` is the beginning of
/// one.
package struct QueryTerm: Sendable, Hashable {
    /// The words as they were written, without quotes.
    package let text: String

    /// A term; nil where no letter and no digit is in it, so that nothing could be found.
    package init?(_ text: String) {
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        self.text = text
    }

    /// So many characters it has at most.
    package static let maxLength = 200
}

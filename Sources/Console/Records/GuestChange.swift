import Domain

/// A decision on which records are one guest's.
package enum GuestChange: Sendable, Hashable {
    /// Joins the other record to the one that is kept.
    case join(GuestProposal)
    /// Parts a joined record from a guest.
    case part(JoinedGuest, from: GuestSummary)
    /// Keeps two guests apart.
    case keepApart(GuestProposal)
}

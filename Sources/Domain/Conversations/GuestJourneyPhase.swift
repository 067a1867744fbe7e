/// The phase of a guest's journey, by its database label.
package enum GuestJourneyPhase: String, Sendable, Hashable, CaseIterable {
    /// No reservation yet.
    case preReservation = "PRE_RESERVATION"
    /// Before the arrival.
    case postReservation = "POST_RESERVATION"
    /// During the stay.
    case stay = "SEJOUR_COURS"
    /// The day of leaving, or the one before.
    case preCheckOut = "PRE_CHECKOUT"
    /// After the stay.
    case postCheckOut = "POST_CHECKOUT"
}

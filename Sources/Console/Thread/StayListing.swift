import Domain
import Text

/// A stay of a thread's guest, with its texts converted to screen cells.
struct StayListing: Sendable, Equatable {
    /// The reservation.
    let id: Identifier<Reservation>
    /// The property's name; empty if the current user may not read it.
    let property: SafeText
    let checkIn, checkOut: CalendarDay
    let isCancelled: Bool

    init(_ listing: ReservationListing) {
        id = listing.record.id
        property = listing.propertyName.map { SafeText($0) } ?? .empty
        checkIn = listing.record.content.checkIn
        checkOut = listing.record.content.checkOut
        isCancelled = listing.record.content.status == "cancelled"
    }

    /// Whether the guest is there on a day.
    func isRunning(on day: CalendarDay) -> Bool { !isCancelled && checkIn <= day && day <= checkOut }

    /// The property and the days, on one line.
    func line(in language: Language) -> SafeText {
        let days = SafeText(trusted: "\(checkIn.iso) → \(checkOut.iso)")
        let text = property.isEmpty ? days : property + ", " + days
        return isCancelled ? text + ", " + language.safe(ContentPhrase.cancelled) : text
    }
}

extension ThreadState {
    /// Whether the stay that the conversation is about is cancelled.
    var isAboutCancelledStay: Bool { panel?.panel.reservation?.isCancelled ?? false }

    /// The stays by their ids, as the thread names them; empty unless there are several.
    func stayNames(in language: Language) -> [Identifier<Reservation>: SafeText] {
        guard stays.count > 1 else { return [:] }
        return Dictionary(stays.map { ($0.id, $0.line(in: language)) }) { first, _ in first }
    }

    /// The stays that aren't over yet on a day, the one that the conversation is about first; empty unless there are
    /// several.
    func currentStays(on day: CalendarDay) -> [StayListing] {
        let meant = panel?.panel.reservation?.id
        let current = stays.filter { $0.id == meant || !$0.isCancelled && $0.checkOut >= day }
        return current.count > 1 ? current.filter { $0.id == meant } + current.filter { $0.id != meant } : []
    }
}

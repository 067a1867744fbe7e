import Domain
import Text

/// A reservation as text and JSON.
struct ReservationOutput: Encodable {
    let id, status, source, checkIn, checkOut, guest: String
    let adults, children: Int16?
    let guestName, property, propertyName, zone: String?

    init(_ stay: ReservationListing) {
        let content = stay.record.content
        id = stay.record.id.description
        status = content.status
        source = stay.record.source.original
        checkIn = content.checkIn.iso
        checkOut = content.checkOut.iso
        adults = content.adults
        children = content.children
        guest = stay.guest.description
        guestName = stay.guestName?.original
        property = stay.property?.description
        propertyName = stay.propertyName?.original
        zone = stay.zone
    }

    /// One line of a list.
    var line: String {
        [
            id, checkIn, checkOut, SafeText(UntrustedText(status)).fitted(to: 9).plain,
            SafeText(UntrustedText(guestName ?? "–")).fitted(to: 24).plain,
            SafeText(UntrustedText(propertyName ?? "–")).fitted(to: 28).plain,
            SafeText(UntrustedText(zone ?? "–")).plain,
        ].joined(separator: "  ")
    }

    func print(as format: OutputFormat) throws {
        switch format {
        case .json: StandardOutput.print(try JSONOutput.text(self))
        case .text:
            let fields = [
                ("id", id), ("status", status), ("source", source), ("check-in", checkIn), ("check-out", checkOut),
                ("adults", adults.map(String.init) ?? "–"), ("children", children.map(String.init) ?? "–"),
                ("guest", "\(guestName ?? "–")  \(guest)"),
                ("property", "\(propertyName ?? "–")  \(property ?? "")"), ("zone", zone ?? "–"),
            ]
            for (label, text) in fields {
                StandardOutput.print(
                    .lines(SafeText(trusted: label).fitted(to: 11).plain + SafeText(UntrustedText(text)).plain)
                )
            }
        }
    }
}

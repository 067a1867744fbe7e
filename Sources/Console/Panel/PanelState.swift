import Domain
import Text

/// The guest, reservation and property beside a thread, with texts converted to screen cells.
package final class PanelState: Sendable, IdentityEquatable {
    /// The details as read.
    package let panel: ConversationDetails
    /// The lines below the guest's name: telephone, e-mail, country.
    let guestLines: [SafeText]
    /// The addresses from which the guest writes.
    let addresses: [PanelAddress]
    /// The guest's unverified contacts, but for those that are among the addresses.
    let unverifiedContacts: [SafeText]
    /// The property's lines: name, address, zone.
    let propertyLines: [SafeText]
    /// The property's amenities, one per line.
    let amenities: [SafeText]
    /// How to get into the property, line by line.
    let accessNotes: [SafeText]

    /// Converts the details to screen cells.
    init(_ panel: ConversationDetails) {
        self.panel = panel
        guestLines = [panel.guest?.phone, panel.guest?.email, panel.guest?.country]
            .compactMap { $0 }.filter { !$0.isEmpty }.map { SafeText($0) }
        let known = panel.guest?.addresses ?? []
        // What one channel vouches for isn't listed again as what another only claims.
        let verified = Set(known.filter(\.isVerified).map(\.address))
        // Nor is an address that stands in the record.
        let record = Set([panel.guest?.email, panel.guest?.phone].compactMap { $0 }.map(Self.compared))
        addresses = known.filter { address in
            address.isVerified ? !record.contains(Self.compared(address.address)) : !verified.contains(address.address)
        }.map(PanelAddress.init)
        let claimed = Set(known.filter { !$0.isVerified }.map(\.address))
        unverifiedContacts = panel.guest?.unverifiedContacts.filter { !claimed.contains($0) }.map { SafeText($0) } ?? []
        let property = panel.property
        propertyLines = [property?.name, property?.address, property?.zone.map { UntrustedText($0) }]
            .compactMap { $0 }.filter { !$0.isEmpty }.map { SafeText($0) }
        amenities = property?.amenities.map { SafeText($0) } ?? []
        accessNotes = (property?.accessNotes?.original ?? "").split(whereSeparator: \.isNewline)
            .map { SafeText(UntrustedText(String($0))) }
    }

    /// An address without the signs that telephone numbers are grouped by.
    private static func compared(_ address: UntrustedText) -> String {
        address.original.lowercased().filter { !" ().-/".contains($0) }
    }
}

/// An address of the guest, converted to screen cells.
struct PanelAddress: Sendable {
    let text: SafeText
    let isVerified: Bool

    init(_ address: GuestAddress) {
        text = SafeText(address.address)
        isVerified = address.isVerified
    }
}

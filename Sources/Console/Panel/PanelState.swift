import Domain
import Text

/// The guest, reservation and property beside a thread, with texts converted to screen cells.
package final class PanelState: Sendable, IdentityEquatable {
    /// The details as read.
    package let panel: ConversationDetails
    /// The lines below the guest's name: telephone, e-mail, country.
    let guestLines: [SafeText]
    /// The guest's unverified contacts.
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
        unverifiedContacts = panel.guest?.unverifiedContacts.map { SafeText($0) } ?? []
        let property = panel.property
        propertyLines = [property?.name, property?.address, property?.zone.map { UntrustedText($0) }]
            .compactMap { $0 }.filter { !$0.isEmpty }.map { SafeText($0) }
        amenities = property?.amenities.map { SafeText($0) } ?? []
        accessNotes = (property?.accessNotes?.original ?? "").split(whereSeparator: \.isNewline)
            .map { SafeText(UntrustedText(String($0))) }
    }
}

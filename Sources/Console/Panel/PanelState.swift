import Domain
import Text

/// Guest, stay and property beside a thread, ready for cells.
package final class PanelState: Sendable, IdentityEquatable {
    /// As it was read.
    package let panel: ConversationDetails
    /// The guest's lines under the name: telephone, e-mail, country.
    let guestLines: [SafeText]
    /// How the guest says that they can be reached, where nobody vouches for it.
    let unverifiedContacts: [SafeText]
    /// The property's lines: name, address, zone.
    let propertyLines: [SafeText]
    /// What the property has, on one line each.
    let amenities: [SafeText]

    /// Makes a panel ready.
    init(_ panel: ConversationDetails) {
        self.panel = panel
        guestLines = [panel.guest?.phone, panel.guest?.email, panel.guest?.country]
            .compactMap { $0 }.filter { !$0.isEmpty }.map { SafeText($0) }
        unverifiedContacts = panel.guest?.unverifiedContacts.map { SafeText($0) } ?? []
        let property = panel.property
        propertyLines = [property?.name, property?.address, property?.zone.map { UntrustedText($0) }]
            .compactMap { $0 }.filter { !$0.isEmpty }.map { SafeText($0) }
        amenities = property?.amenities.map { SafeText($0) } ?? []
    }
}

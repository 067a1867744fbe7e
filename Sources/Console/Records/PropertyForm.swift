import Domain
import Text

/// The form that edits a property.
package struct PropertyForm: RecordForm {
    /// The form's fields.
    package enum Name: Sendable { case name, address, zone, access, amenities }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The property as read.
    private let property: PropertyRecord
    private let zones: [String?]

    init(parent: (any Overlay)?, property: PropertyRecord, zones: [String], _ language: Language) {
        self.parent = parent
        self.property = property
        let content = property.content
        let known: [String?] = [nil] + zones
        self.zones = known.contains(content.zone) ? known : known + [content.zone]
        let labels = self.zones.map { zone in
            zone.map { SafeText(UntrustedText($0)) } ?? language.safe(ConversationPhrase.noZone)
        }
        let chosen = self.zones.firstIndex(of: content.zone) ?? 0
        form = Form([
            (.name, FormField(language.safe(RecordsPhrase.name), .line(content.name))),
            (.address, FormField(language.safe(RecordsPhrase.address), .line(content.address))),
            (
                .zone,
                FormField(
                    language.safe(RecordsPhrase.zone),
                    .choice(FormChoice(labels, index: chosen)),
                    help: language.safe(RecordsPhrase.zoneHelp)
                )
            ),
            (
                .access,
                FormField(
                    language.safe(RecordsPhrase.access),
                    .lines(content.accessNotes),
                    help: language.safe(RecordsPhrase.accessHelp)
                )
            ),
            (
                .amenities,
                FormField(
                    language.safe(RecordsPhrase.amenities),
                    .lines(content.amenities.joined(separator: "\n")),
                    help: language.safe(RecordsPhrase.amenitiesHelp)
                )
            ),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(RecordsPhrase.property) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        let (name, address) = (form.text(.name), form.text(.address))
        guard !name.isEmpty else { throw FormProblem(.name, state.language.safe(RecordsPhrase.nameRequired)) }
        guard !address.isEmpty else { throw FormProblem(.address, state.language.safe(RecordsPhrase.addressRequired)) }
        let zone = form.choice(.zone).flatMap { zones.indices.contains($0) ? zones[$0] : nil }
        let amenities = form.text(.amenities).split(separator: "\n").map(String.init)
        let content = PropertyRecord.Content(
            name: name,
            address: address,
            zone: zone,
            amenities: amenities,
            accessNotes: form.text(.access)
        )
        return [.records(.editProperty(property, to: content))]
    }
}

import Domain
import Postgres

/// Requests for properties.
package enum Properties {
    /// Properties by name, up to the limit: the one with an id, those of a zone, or all.
    package static func list(
        _ id: Identifier<Property>? = nil,
        zone: String? = nil,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[PropertyRecord]> {
        try user.requireEverywhere(.readProperties)
        return Request(
            reading: Statement("properties", SQLFiles.properties, planned: .once),
            [Parameter(id), Parameter(zone), Parameter(Int32(clamping: limit))]
        )
    }

    /// Adds a property, with its id in the booking system unless nil. `alreadyExists`: another has that id;
    /// `invalidInput`: an invalid field.
    package static func add(
        _ id: Identifier<Property>,
        _ content: PropertyRecord.Content,
        externalID: String?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeProperties)
        return Request(
            writing: Statement("add_property", SQLFiles.addProperty, planned: .once),
            [
                Parameter(id), Parameter(content.name), Parameter(content.address), Parameter(content.zone),
                Parameter(content.amenities), Parameter(externalID),
            ]
        )
    }

    /// Sets a property's id in the booking system; nil for none. `alreadyExists`: another has that id.
    package static func setExternalID(
        _ externalID: String?,
        of id: Identifier<Property>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeProperties)
        return Request(
            writing: Statement("set_property_ext_id", SQLFiles.setPropertyExtId),
            [Parameter(id), Parameter(externalID)]
        )
    }

    /// The property that an imported row means: the one with this id in the booking system or, without one, the one of this
    /// name and address; nil if there is none. `invalidInput`: several of this name and address.
    package static func find(
        externalID: String?,
        name: String,
        address: String,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<Property>?> {
        try user.require(.writeProperties)
        return Request(
            reading: Statement("find_property", SQLFiles.findProperty),
            [Parameter(externalID), Parameter(name), Parameter(address)]
        )
    }

    /// Updates a property; a new zone moves its conversations. `notFound`: gone; `conflict`: changed since;
    /// `invalidInput`: an invalid field.
    package static func edit(
        _ record: PropertyRecord,
        to content: PropertyRecord.Content,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.writeProperties)
        return Request(
            writing: Statement("edit_property", SQLFiles.editProperty, planned: .once),
            [
                Parameter(record.id), Parameter(record.version), Parameter(content.name), Parameter(content.address),
                Parameter(content.zone), Parameter(content.amenities), Parameter(content.accessNotes),
            ]
        )
    }
}

extension PropertyRecord: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let notes: String? = try row[6]
        self.init(
            id: try row[0],
            content: Content(
                name: try row[1],
                address: try row[2],
                zone: try row[3],
                amenities: try row[4],
                accessNotes: notes ?? ""
            ),
            version: try row[5]
        )
    }
}

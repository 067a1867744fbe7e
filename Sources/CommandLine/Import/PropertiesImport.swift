import ArgumentParser
import Domain
import Postgres
import Repositories

extension PropertiesCommand {
    /// `riad properties import`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add and change properties from a CSV file; for supervisors.",
            discussion: """
                Columns: name, address, ext_id, zone, amenities, access_notes; the first two must be there. ext_id is the \
                property's id in the booking system. Amenities are separated by |. A row changes the property with its \
                ext_id or, without one, of its name and address; an empty field leaves what there is. All rows are \
                imported, or none.
                """
        )

        private static let columns = ["name", "address", "ext_id", "zone", "amenities", "access_notes"]

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var options: ImportOptions

        func run() throws {
            try connection.withSession { connection, user in
                let zones = try connection.run(Session.zones())
                try options.run(columns: Self.columns, required: ["name", "address"], on: connection) { row in
                    try apply(row, zones, connection, user)
                }
            }
        }

        private func apply(
            _ row: CSVTable.Row,
            _ zones: [Zone],
            _ connection: Connection,
            _ user: CurrentUser
        ) throws -> ImportOutcome {
            let (name, address) = (try row.required("name"), try row.required("address"))
            let externalID = row.field("ext_id")
            let zone = try row.zone("zone", among: zones)?.label
            let known = try connection.run(
                try Properties.find(externalID: externalID, name: name, address: address, by: user)
            )
            guard let known, let record = try connection.run(try Properties.list(known, limit: 1, for: user)).first
            else {
                var generator = SystemRandomNumberGenerator()
                let id = Identifier<Property>(using: &generator)
                let content = PropertyRecord.Content(
                    name: name,
                    address: address,
                    zone: zone,
                    amenities: row.list("amenities") ?? [],
                    accessNotes: row.field("access_notes") ?? ""
                )
                try connection.run(try Properties.add(id, content, externalID: externalID, by: user))
                if !content.accessNotes.isEmpty {
                    guard let added = try connection.run(try Properties.list(id, limit: 1, for: user)).first else {
                        return .added
                    }
                    try connection.run(try Properties.edit(added, to: content, by: user))
                }
                return .added
            }
            var content = record.content
            (content.name, content.address) = (name, address)
            content.zone = zone ?? content.zone
            content.amenities = row.list("amenities")?.sorted() ?? content.amenities
            content.accessNotes = row.field("access_notes") ?? content.accessNotes
            guard content != record.content else { return .unchanged }
            try connection.run(try Properties.edit(record, to: content, by: user))
            return .changed
        }
    }
}

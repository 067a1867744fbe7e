import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad properties`: the company's apartments and riads.
struct PropertiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "properties",
        abstract: "List, show, add, change and import properties.",
        subcommands: [List.self, Show.self, Add.self, Edit.self, Import.self]
    )

    /// `riad properties list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List properties, by name.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Option(help: "Only of this zone, such as marrakech_medina.")
        var zone: String?
        @Option(help: "Maximum number of results.")
        var limit = 1_000

        func validate() throws {
            guard (1...100_000).contains(limit) else {
                throw ValidationError("--limit takes a number from 1 to 100000")
            }
        }

        func run() throws {
            try connection.withSession { connection, user in
                if let zone { try Zone.require(zone, on: connection) }
                let request = try Properties.list(zone: zone, limit: limit, for: user)
                let properties = try connection.run(request).map(PropertyOutput.init)
                switch format.output {
                case .text: for property in properties { StandardOutput.print(.lines(property.line)) }
                case .json: StandardOutput.print(try JSONOutput.text(properties))
                }
            }
        }
    }

    /// `riad properties show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show one property.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The property's id.")
        var id: Identifier<Property>

        func run() throws {
            try connection.withSession { connection, user in
                try PropertyOutput(PropertiesCommand.find(id, connection, user)).print(as: format.output)
            }
        }
    }

    /// `riad properties add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a property and print its id; for supervisors."
        )

        @OptionGroup var connection: ConnectionOptions
        @Option(help: "Its name.")
        var name: String
        @Option(help: "Its address.")
        var address: String
        @Option(help: "Its zone, such as marrakech_medina.")
        var zone: String?
        @Option(help: "Its id in the booking system, by which bookings find it.")
        var extId: String?
        @Option(name: .customLong("amenity"), help: "An amenity; may be repeated.")
        var amenities: [String] = []

        func run() throws {
            try connection.withSession { connection, user in
                var generator = SystemRandomNumberGenerator()
                let id = Identifier<Property>(using: &generator)
                if let zone { try Zone.require(zone, on: connection) }
                let content = PropertyRecord.Content(name: name, address: address, zone: zone, amenities: amenities)
                try connection.run(try Properties.add(id, content, externalID: extId, by: user))
                StandardOutput.print("\(id)")
            }
        }
    }

    /// `riad properties edit`
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a property; for supervisors. Fields not given are unchanged."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @Argument(help: "The property's id.")
        var id: Identifier<Property>
        @Option var name: String?
        @Option var address: String?
        @Option(help: "Its zone; empty for none. Its conversations move too.")
        var zone: String?
        @Option(name: .customLong("amenity"), help: "An amenity; may be repeated, and replaces all existing ones.")
        var amenities: [String] = []
        @Option(help: "Its id in the booking system, by which bookings find it; empty for none.")
        var extId: String?
        @Option(help: "How to get in: codes, keys, whom to call; empty for nothing.")
        var accessNotes: String?

        func run() throws {
            try connection.withSession { connection, user in
                let property = try PropertiesCommand.find(id, connection, user)
                var content = property.content
                content.name = name ?? content.name
                content.address = address ?? content.address
                if let zone {
                    if !zone.isEmpty { try Zone.require(zone, on: connection) }
                    content.zone = zone.isEmpty ? nil : zone
                }
                if !amenities.isEmpty { content.amenities = amenities }
                content.accessNotes = accessNotes ?? content.accessNotes
                if content != property.content {
                    try connection.run(try Properties.edit(property, to: content, by: user))
                }
                if let extId {
                    let externalID = extId.isEmpty ? nil : extId
                    try connection.run(try Properties.setExternalID(externalID, of: id, by: user))
                }
                try PropertyOutput(PropertiesCommand.find(id, connection, user)).print(as: format.output)
            }
        }
    }

    fileprivate static func find(
        _ id: Identifier<Property>,
        _ connection: Connection,
        _ user: CurrentUser
    ) throws -> PropertyRecord {
        guard let property = try connection.run(try Properties.list(id, limit: 1, for: user)).first else {
            throw ExitKind.stop("there is no such property, or it is not visible to you", .notFound)
        }
        return property
    }
}

/// A property as text and JSON.
private struct PropertyOutput: Encodable {
    let id, name, address, accessNotes: String
    let zone: String?
    let amenities: [String]

    init(_ property: PropertyRecord) {
        id = property.id.description
        name = property.content.name
        address = property.content.address
        zone = property.content.zone
        amenities = property.content.amenities
        accessNotes = property.content.accessNotes
    }

    /// One line of a list.
    var line: String {
        [
            id, SafeText(UntrustedText(name)).fitted(to: 28).plain,
            SafeText(UntrustedText(zone ?? "–")).fitted(to: 22).plain, SafeText(UntrustedText(address)).plain,
        ].joined(separator: "  ")
    }

    func print(as format: OutputFormat) throws {
        switch format {
        case .json: StandardOutput.print(try JSONOutput.text(self))
        case .text:
            let fields =
                [
                    ("id", id), ("name", name), ("address", address), ("zone", zone ?? "–"),
                    ("amenities", amenities.joined(separator: ", ")),
                ] + accessNotes.split(whereSeparator: \.isNewline).map { ("access", String($0)) }
            for (label, text) in fields {
                StandardOutput.print(
                    .lines(SafeText(trusted: label).fitted(to: 10).plain + SafeText(UntrustedText(text)).plain)
                )
            }
        }
    }
}

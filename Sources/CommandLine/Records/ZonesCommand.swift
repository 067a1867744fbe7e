import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad zones`: where the company's properties are.
struct ZonesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zones",
        abstract: "List and add zones.",
        subcommands: [List.self, Add.self]
    )

    /// `riad zones list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the zones and their cities.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, _ in
                let zones = try connection.run(Session.zones()).map(ZoneOutput.init)
                switch format.output {
                case .text:
                    for zone in zones {
                        let label = SafeText(UntrustedText(zone.label)).fitted(to: 28)
                        StandardOutput.print(.line(label.plain + zone.city))
                    }
                case .json: StandardOutput.print(try JSONOutput.text(zones))
                }
            }
        }
    }

    /// `riad zones add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a zone; for administrators. It can't be removed: properties and people name it."
        )

        @OptionGroup var connection: ConnectionOptions
        @Argument(help: "Its name, city first, such as essaouira_medina: lowercase letters, digits and _.")
        var label: String
        @Option(help: "Its city, as people read it.")
        var city: String

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try Zones.add(label, by: user))
                try connection.run(try Zones.register(label, city: city, by: user))
                StandardOutput.print("added")
            }
        }
    }
}

/// A zone as JSON.
private struct ZoneOutput: Encodable {
    let label, city: String

    init(_ zone: Zone) {
        label = zone.label
        city = zone.city
    }
}

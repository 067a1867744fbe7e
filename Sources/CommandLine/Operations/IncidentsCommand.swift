import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad incidents`: what went wrong in the house.
struct IncidentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents",
        abstract: "List incidents for supervisors; acknowledge, assign, note and close them for administrators.",
        subcommands: [List.self, Show.self, Acknowledge.self, Assign.self, Note.self, Close.self]
    )

    /// The argument that names an incident.
    struct IncidentArgument: ParsableArguments {
        @Argument(help: "The incident's id.")
        var incident: Identifier<Incident>
    }

    /// `riad incidents list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List incidents, open ones first, newest first.",
            discussion:
                "A line has: id, open or closed, severity, since when, kind, what it is about, value and threshold."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Flag(help: "Only open ones.")
        var open = false

        @OptionGroup var list: LimitOption

        func run() throws {
            try connection.withSession { connection, user in
                // That no worker is there becomes an incident by asking.
                _ = try connection.run(Incidents.status())
                let incidents = try connection.run(try Incidents.all(onlyOpen: open, limit: list.limit, for: user))
                try format.print(incidents, line: IncidentOutput.line, json: IncidentOutput.init)
            }
        }
    }

    /// `riad incidents show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show an incident's history.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var naming: IncidentArgument

        func run() throws {
            try connection.withSession { connection, user in
                let history = try connection.run(try Incidents.history(of: naming.incident, for: user))
                guard !history.isEmpty else { throw ExitKind.stop("there is no such incident", .notFound) }
                try format.print(history, line: IncidentEventOutput.line, json: IncidentEventOutput.init)
            }
        }
    }

    /// `riad incidents acknowledge`
    struct Acknowledge: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Say that you have seen an incident.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: IncidentArgument

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try Incidents.change(naming.incident, .acknowledge, by: user))
            }
        }
    }

    /// `riad incidents assign`
    struct Assign: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Assign an incident to a person, or to nobody.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: IncidentArgument

        @Option(help: "A superviseur or above: login, id, e-mail address or name. Without it, nobody.")
        var to: String?

        func run() throws {
            try connection.withSession { connection, user in
                let person = try to.map { try StaffArgument($0).member(connection, user).id }
                try connection.run(try Incidents.change(naming.incident, .assign(person), by: user))
            }
        }
    }

    /// `riad incidents note`
    struct Note: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add a note to an incident.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: IncidentArgument

        @Option(help: "The file to read the note from; - for standard input.")
        var file = "-"

        func run() throws {
            let text = try TextSource(path: file).text()
            try connection.withSession { connection, user in
                try connection.run(try Incidents.change(naming.incident, .note(text), by: user))
            }
        }
    }

    /// `riad incidents close`
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an incident.",
            discussion: "The same condition opens another one only once it was gone."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var naming: IncidentArgument

        func run() throws {
            try connection.withSession { connection, user in
                try connection.run(try Incidents.change(naming.incident, .close, by: user))
            }
        }
    }
}

/// An incident as JSON.
private struct IncidentOutput: Encodable {
    let id, kind, subject, severity, openedAt, updatedAt: String
    let acknowledgedAt, acknowledgedBy, assignedTo, closedAt, closedBy: String?
    let value, threshold: Int

    init(_ incident: Incident) {
        id = incident.id.description
        kind = incident.kind.label
        subject = incident.subject.original
        severity = incident.severity.rawValue
        (openedAt, updatedAt) = (incident.openedAt.rfc3339, incident.updatedAt.rfc3339)
        (acknowledgedAt, acknowledgedBy) = (incident.acknowledgedAt?.rfc3339, incident.acknowledgedBy?.original)
        assignedTo = incident.assignedTo?.original
        (closedAt, closedBy) = (incident.closedAt?.rfc3339, incident.closedBy?.original)
        (value, threshold) = (incident.value, incident.threshold)
    }

    static func line(_ incident: Incident) -> TerminalText {
        let fields = [
            incident.id.description, incident.isOpen ? "open  " : "closed",
            SafeText(UntrustedText(incident.severity.rawValue)).fitted(to: 8).plain, incident.openedAt.rfc3339,
            SafeText(UntrustedText(incident.kind.label)).fitted(to: 20).plain, SafeText(incident.subject).plain,
            "\(incident.value) (threshold \(incident.threshold))",
            incident.assignedTo.map { "assigned to \(SafeText($0).plain)" } ?? "",
        ]
        return .line(fields.filter { !$0.isEmpty }.joined(separator: "  "))
    }
}

/// An entry of an incident's history as JSON.
private struct IncidentEventOutput: Encodable {
    let at, action: String
    let person, assignedTo, note: String?

    init(_ event: IncidentEvent) {
        (at, action) = (event.at.rfc3339, event.action.rawValue)
        (person, assignedTo, note) = (event.person?.original, event.assignedTo?.original, event.note?.original)
    }

    static func line(_ event: IncidentEvent) -> TerminalText {
        let fields = [
            event.at.rfc3339, event.action.rawValue, event.person.map { "by \(SafeText($0).plain)" },
            event.assignedTo.map { "to \(SafeText($0).plain)" }, event.note.map { SafeText($0).plain },
        ]
        return .line(fields.compactMap { $0 }.joined(separator: "  "))
    }
}

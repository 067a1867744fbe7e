import ArgumentParser
import Console
import Domain
import Postgres
import Repositories
import Runtime
import Text

/// `riad audit`: who did what, when, from which session.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Read the audit trail: all of it for administrators, their own actions for everybody else.",
        subcommands: [List.self, Export.self]
    )

    /// The filter options.
    struct Conditions: ParsableArguments {
        @Option(help: "Only of one kind, by table: conversations, user_roles, guest, settings …; may be repeated.")
        var kind: [String] = []

        @Option(help: "Only entries by a person: login, id, or part of the name.")
        var who: String?

        @Option(help: "Only entries about this: the id of a conversation, person or guest, the name of a setting.")
        var about: String?

        @Option(help: "Only entries since: a day such as 2026-11-01, or 90m, 24h, 7d ago.")
        var since: PastTime?

        var query: AuditQuery {
            AuditQuery(
                kinds: kind.map { AuditedKind(table: $0) },
                person: who,
                key: about,
                since: since?.timestamp(now: SystemClock.now())
            )
        }
    }

    /// `riad audit list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the latest entries, newest first.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var conditions: Conditions

        @OptionGroup var list: LimitOption

        func run() throws {
            try connection.withSession { connection, user in
                let entries = try connection.run(try AuditTrail.entries(conditions.query, limit: list.limit, for: user))
                try format.print(entries, line: { entry in .lines(AuditOutput(entry).text) }, json: AuditOutput.init)
            }
        }
    }

    /// `riad audit export`
    struct Export: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write all entries, newest first.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: ExportOptions
        @OptionGroup var conditions: Conditions

        func run() throws {
            try connection.withSession { connection, user in
                let query = conditions.query
                var last: AuditEntry?
                if format.output == .csv { StandardOutput.write(CSV.line(AuditOutput.head)) }
                // Read page by page, so that memory stays constant.
                repeat {
                    let request = try AuditTrail.entries(query, before: last, limit: 1_000, for: user)
                    let page = try connection.run(request)
                    for entry in page {
                        switch format.output {
                        case .csv: StandardOutput.write(CSV.line(AuditOutput(entry).fields))
                        case .json: StandardOutput.print(try JSONOutput.text(AuditOutput(entry)))
                        }
                    }
                    last = page.last
                } while last != nil
            }
        }
    }
}

/// An audit entry as JSON and CSV: unescaped texts, RFC 3339 times in UTC.
struct AuditOutput: Encodable {
    /// A column's old and new value.
    struct Change: Encodable {
        let column: String
        let old, new: String?
    }
    let id: Int64
    let at, kind, act, about, login, application, transaction, sentence: String
    let subject, user, name, address: String?
    let process: Int32
    let changes: [Change]

    init(_ entry: AuditEntry) {
        id = entry.id
        at = entry.at.rfc3339
        kind = entry.kind.table
        act = entry.action.rawValue
        about = entry.key.original
        subject = entry.subject?.original
        user = entry.actor?.description
        name = entry.actorName?.original
        login = entry.session.login.original
        process = entry.session.process
        application = entry.session.application.original
        address = entry.session.address?.original
        transaction = entry.session.transaction.original
        sentence = Language.english.text(AuditPhrase.did(entry))
        changes = entry.changes.map {
            Change(column: $0.column.original, old: $0.old?.original, new: $0.new?.original)
        }
    }

    /// Time, actor and action on one line.
    var text: String {
        let who = SafeText(UntrustedText(name ?? login)).fitted(to: 22).plain
        return at + "  " + who + "  " + SafeText(UntrustedText(sentence)).plain
    }

    /// The CSV header.
    static let head: [String?] = [
        "id", "at", "user", "name", "login", "act", "kind", "about", "subject", "sentence", "columns", "old", "new",
        "process", "application", "address", "transaction",
    ]

    /// The fields of a CSV line.
    var fields: [String?] {
        let old = changes.map { "\($0.column)=\($0.old ?? "")" }.joined(separator: "; ")
        let new = changes.map { "\($0.column)=\($0.new ?? "")" }.joined(separator: "; ")
        let columns = changes.map(\.column).joined(separator: " ")
        return [
            String(id), at, user, name, login, act, kind, about, subject, sentence, columns, old, new, String(process),
            application, address, transaction,
        ]
    }
}

import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// What a row of an imported file does.
enum ImportOutcome {
    case added, changed, unchanged
}

/// A row that can't be imported as it is.
struct ImportProblem: Error {
    let column: String
    let text: String
}

/// The options of `import`, and its course: all rows in one transaction, or none.
struct ImportOptions: ParsableArguments {
    @Argument(help: "A CSV file with a header; - for standard input.")
    var file: String

    @Flag(help: "Check every row and say what would happen; change nothing.")
    var dryRun = false

    /// Imports each row by `apply`. If any row can't be imported, nothing is changed: says where and why of each, with line
    /// and column, and stops the command.
    func run(
        columns: [String],
        required: [String],
        on connection: Connection,
        _ apply: (CSVTable.Row) throws -> ImportOutcome
    ) throws {
        let bytes = try TextSource(path: file).bytes()
        let table: CSVTable
        do throws(CSVTable.Problem) {
            table = try CSVTable(bytes, columns: columns, required: required)
        } catch {
            report(error)
            throw ExitCode(ExitKind.usageError.rawValue)
        }
        var counts: [ImportOutcome: Int] = [:]
        var hasFailed = false
        try connection.run(script: "BEGIN", name: "begin_import")
        for row in table.rows {
            try connection.run(script: "SAVEPOINT row", name: "begin_row")
            do {
                counts[try apply(row), default: 0] += 1
            } catch let problem as ImportProblem {
                report(CSVTable.Problem(line: row.line, column: problem.column, text: problem.text))
                hasFailed = true
            } catch let error as PostgresError {
                // A lost connection or too many changes end it; what one row violates doesn't hide the next one's.
                guard let refusal = error.refusal, ![.rateLimited, .notPermitted].contains(refusal) else { throw error }
                report(CSVTable.Problem(line: row.line, column: nil, text: error.explanation))
                hasFailed = true
                try connection.run(script: "ROLLBACK TO row", name: "undo_row")
            }
        }
        let isKept = !dryRun && !hasFailed
        try connection.run(script: isKept ? "COMMIT" : "ROLLBACK", name: "end_import")
        guard !hasFailed else { throw ExitKind.stop("nothing was imported: correct these rows first", .failed) }
        let (added, changed, same) = (counts[.added] ?? 0, counts[.changed] ?? 0, counts[.unchanged] ?? 0)
        let end: TerminalText = dryRun ? "; nothing was done" : ""
        StandardOutput.print("\(added) added, \(changed) changed, \(same) unchanged" + end)
    }

    private func report(_ problem: CSVTable.Problem) {
        let place = "\(file == "-" ? "standard input" : file):\(problem.line): "
        let column = problem.column.map { "\($0): " } ?? ""
        StandardError.print(.line(place + column + problem.text))
    }
}

extension CSVTable.Row {
    /// A field; nil if the column isn't there or the field is empty, which leaves what there is.
    func field(_ column: String) -> String? {
        fields[column].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A field that must be there.
    func required(_ column: String) throws(ImportProblem) -> String {
        guard let value = field(column) else { throw ImportProblem(column: column, text: "this field is empty") }
        return value
    }

    /// The parts of a field that are separated by `|`; nil if it is empty.
    func list(_ column: String) -> [String]? {
        field(column)?.split(separator: "|").map { String(String($0).trimmedOfBlanks) }
    }

    /// A field that names a zone; nil if it is empty.
    func zone(_ column: String, among zones: [Zone]) throws(ImportProblem) -> Zone? {
        guard let label = field(column) else { return nil }
        return try Zone.named(label, in: column, among: zones)
    }
}

extension Zone {
    /// The zone of a label.
    static func named(_ label: String, in column: String, among zones: [Zone]) throws(ImportProblem) -> Zone {
        guard let zone = zones.first(where: { $0.label == label }) else {
            throw ImportProblem(column: column, text: unknown(label, among: zones))
        }
        return zone
    }

    /// Stops the command unless there is a zone of this label.
    static func require(_ label: String, on connection: Connection) throws {
        let zones = try connection.run(Session.zones())
        // A role that may not read zones is refused by what comes next.
        guard !zones.isEmpty, !zones.contains(where: { $0.label == label }) else { return }
        throw ExitKind.stop(.line(unknown(label, among: zones)), .usageError)
    }

    /// Says that there is no zone of a label, and which one was probably meant.
    static func unknown(_ label: String, among zones: [Zone]) -> String {
        "there is no zone \(label)" + NearestName.hint(for: label, among: zones.map(\.label), list: "the zones are")
    }
}

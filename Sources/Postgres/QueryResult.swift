import CLibPQ

/// A result of libpq, cleared when the last reference goes, with the rows that came before it one by one.
final class QueryResult {
    /// What a result says, in this room's terms.
    enum Status {
        /// One row; more of the same statement follows.
        case row
        /// Done; the rows have come before.
        case done
        /// The Sync after a request was reached: the next result is the next request's.
        case sync
        /// Failed.
        case failed
        /// Not run, because something before it in the same request failed.
        case skipped
        /// The server waits for COPY data.
        case copyIn
        /// Something that no request of this room brings about.
        case unexpected
    }

    private let result: OpaquePointer
    private let rows: RowStore?

    init(_ result: OpaquePointer, after rows: RowStore? = nil) {
        self.result = result
        // A row that comes by itself holds its own values.
        self.rows = PQresultStatus(result) == PGRES_SINGLE_TUPLE ? nil : rows
    }

    deinit {
        PQclear(result)
    }

    var status: Status {
        switch PQresultStatus(result) {
        case PGRES_SINGLE_TUPLE: .row
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: .done
        case PGRES_PIPELINE_SYNC: .sync
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE: .failed
        case PGRES_PIPELINE_ABORTED: .skipped
        case PGRES_COPY_IN: .copyIn
        default: .unexpected
        }
    }

    var rowCount: Int { rows?.count ?? Int(PQntuples(result)) }
    var columnCount: Int { Int(PQnfields(result)) }
    var parameterTypes: [TypeID] {
        (0..<PQnparams(result)).map { TypeID(rawValue: PQparamtype(result, $0)) }
    }

    /// The rows that a command touched, as its tag says.
    var affectedRows: Int {
        guard let text = PQcmdTuples(result) else { return 0 }
        return Int(String(cString: text)) ?? 0
    }

    func type(of column: Int) -> TypeID {
        TypeID(rawValue: PQftype(result, Int32(column)))
    }

    func name(of column: Int) -> String {
        guard let name = PQfname(result, Int32(column)) else { return String(column) }
        return String(cString: name)
    }

    /// A value's bytes; nil for NULL. Valid as long as the result.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        if let rows { return rows.bytes(row: row, column: column) }
        let (row, column) = (Int32(row), Int32(column))
        guard PQgetisnull(result, row, column) == 0 else { return nil }
        let length = Int(PQgetlength(result, row, column))
        return UnsafeRawBufferPointer(start: PQgetvalue(result, row, column), count: length)
    }

    /// The error that the result carries.
    func failure(of statement: String) -> PostgresError {
        PostgresError(ServerReport(result), statement: statement)
    }
}

/// What the server, or libpq itself, reports as an error or a notice. Details, hints and contexts aren't read: they
/// quote rows.
struct ServerReport {
    let severity: String
    /// The SQLSTATE; nil where libpq itself has something to say.
    let state: String?
    private(set) var message: String
    let position: Int?
    let constraint: String?
    /// The part of the server's source code that it comes from, as in "dfmgr.c".
    let sourceFile: String?

    init(_ result: OpaquePointer) {
        severity = Self.text(riad_pq_severity(result)) ?? "ERROR"
        state = Self.text(riad_pq_sqlstate(result))
        message = Self.text(riad_pq_message(result)) ?? Self.text(PQresultErrorMessage(result)) ?? ""
        position = Self.text(riad_pq_position(result)).flatMap { Int($0) }
        constraint = Self.text(riad_pq_constraint(result))
        sourceFile = Self.text(riad_pq_source_file(result))
    }

    /// Whether the server could not load one of its own libraries. Its words are in its own language and the SQLSTATE is
    /// whatever the file system said, but the loader's place in the source code is the same in every release.
    var isLibraryLoadFailure: Bool { sourceFile?.split(separator: "/").last == "dfmgr.c" }

    /// The same with at most so many characters of message.
    func shortened(to length: Int) -> ServerReport {
        var short = self
        if message.utf8.count > length { short.message = String(message.prefix(length)) }
        return short
    }

    /// Whether the session ends with it.
    var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}

/// Something that the server wanted to mention.
package struct Notice: Sendable, Equatable {
    /// As PostgreSQL names it in English: WARNING, NOTICE, INFO, LOG, DEBUG.
    package let severity: String
    /// The primary message. It may quote names of database objects.
    package let message: String

    package init(severity: String, message: String) {
        self.severity = severity
        self.message = message
    }
}

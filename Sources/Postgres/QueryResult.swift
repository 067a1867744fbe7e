import CLibPQ

/// A libpq result with the rows that preceded it one by one. Cleared with the last reference.
final class QueryResult {
    /// The status of a result.
    enum Status {
        /// One row; more results of the same statement follow.
        case row
        /// Done; the rows came before.
        case done
        /// The Sync of a request: the next result belongs to the next request.
        case sync
        /// Failed.
        case failed
        /// Not run, because an earlier part of the same request failed.
        case skipped
        /// The server waits for COPY data.
        case copyIn
        /// Not expected from any request of this module.
        case unexpected
    }

    private let result: OpaquePointer
    private let rows: RowStore?

    init(_ result: OpaquePointer, after rows: RowStore? = nil) {
        self.result = result
        // A single-row result holds its own values.
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

    /// The number of affected rows, from the command tag.
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

    /// The result's error.
    func failure(of statement: String) -> PostgresError {
        PostgresError(ServerReport(result), statement: statement)
    }
}

/// An error or notice of the server or of libpq. Detail, hint and context aren't read: they quote rows.
struct ServerReport {
    let severity: String
    /// The SQLSTATE; nil if libpq itself reported it.
    let state: String?
    private(set) var message: String
    let position: Int?
    let constraint: String?
    /// The server source file that reported it, such as "dfmgr.c".
    let sourceFile: String?

    init(_ result: OpaquePointer) {
        severity = Self.text(riad_pq_severity(result)) ?? "ERROR"
        state = Self.text(riad_pq_sqlstate(result))
        message = Self.text(riad_pq_message(result)) ?? Self.text(PQresultErrorMessage(result)) ?? ""
        position = Self.text(riad_pq_position(result)).flatMap { Int($0) }
        constraint = Self.text(riad_pq_constraint(result))
        sourceFile = Self.text(riad_pq_source_file(result))
    }

    /// Whether the server failed to load one of its own libraries. The message is localised and the SQLSTATE depends on
    /// the file system, but the loader's source file is the same in every release.
    var isLibraryLoadFailure: Bool { sourceFile?.split(separator: "/").last == "dfmgr.c" }

    /// Returns the report with its message cut to `length` characters.
    func shortened(to length: Int) -> ServerReport {
        var short = self
        if message.utf8.count > length { short.message = String(message.prefix(length)) }
        return short
    }

    /// Whether the report ends the session.
    var isFatal: Bool { severity == "FATAL" || severity == "PANIC" }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}

/// A notice of the server.
package struct Notice: Sendable, Equatable {
    /// The severity in English: WARNING, NOTICE, INFO, LOG, DEBUG.
    package let severity: String
    /// The primary message. May quote names of database objects.
    package let message: String

    package init(severity: String, message: String) {
        self.severity = severity
        self.message = message
    }
}

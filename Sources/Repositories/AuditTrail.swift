import Domain
import Postgres

/// Requests that read the audit trail.
package enum AuditTrail {
    /// At most 1,000 entries, newest first; only those older than `last` if given. Users other than administrators get
    /// only their own entries.
    package static func entries(
        _ query: AuditQuery,
        before last: AuditEntry? = nil,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[AuditEntry]> {
        try user.require(.readAudit)
        return Request(
            reading: Statement("audit", SQLFiles.audit, planned: .once),
            [
                Parameter(last?.at ?? .endOfTime),
                Parameter(last?.id ?? .max),
                Parameter(query.since ?? .beginningOfTime),
                Parameter(query.kinds.map(\.table)),
                Parameter(query.person),
                Parameter(query.key),
                Parameter(Int32(clamping: min(max(limit, 1), 1_000))),
            ]
        )
    }
}

extension AuditEntry: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let table: String = try row[2]
        let act: String = try row[3]
        self.init(
            id: try row[0],
            at: try row[1],
            kind: AuditedKind(table: table),
            act: AuditAction(rawValue: act) ?? .update,
            key: try row[4],
            subject: try row[5],
            actor: try row[6],
            actorName: try row[7],
            session: AuditSession(
                login: try row[8],
                process: try row[9],
                application: try row[10],
                address: try row[11],
                transaction: try row[12]
            ),
            changes: try Self.changes(row)
        )
    }

    private static func changes(_ row: Row) throws(DecodingError) -> [AuditChange] {
        let columns: [UntrustedText] = try row[13]
        let old: [UntrustedText?] = try row[14]
        let new: [UntrustedText?] = try row[15]
        return zip(columns, zip(old, new)).map { AuditChange(column: $0, old: $1.0, new: $1.1) }
    }
}

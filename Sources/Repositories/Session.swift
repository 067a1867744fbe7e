import Domain
import Postgres

/// Who is behind a session, and the deployment that they see.
package enum Session {
    /// The notification channel on which changes of conversations are hinted.
    package static let channel = "riad"

    /// The person behind the session; nil for a login that has no rights.
    package static func currentUser() -> Request<CurrentUser?> {
        Request(
            reading: Statement("me", SQLFiles.me, planned: .once),
            decode: { rows throws(DecodingError) in
                guard let row = try rows.atMostOne() else { return nil }
                let role: String? = try row[3]
                return CurrentUser(
                    id: try row[0],
                    login: try row[1],
                    name: try row[2],
                    role: role.map { AppRole(label: $0) },
                    zones: try row[4],
                    isIsolated: try row[5]
                )
            }
        )
    }

    /// The zones of this deployment; none for those who may not read them.
    package static func zones() -> Request<[Zone]> {
        Request(
            reading: Statement("zones", SQLFiles.zones, planned: .once),
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in
                    Zone(number: try row[0], label: try row[1], city: try row[2])
                }
            }
        )
    }
}

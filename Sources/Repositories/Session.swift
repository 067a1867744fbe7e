import Domain
import Postgres

/// Requests for the current user and the deployment.
package enum Session {
    /// The notification channels on which the current user hears of changes, a secret of those who read the same. They are
    /// renamed every few minutes and with every change of rights, so consoles ask for them again and again.
    package static func channels() -> Request<[String]> {
        Request(reading: Statement("channels", SQLFiles.channels, planned: .once))
    }

    /// The session's user; nil for a login without rights.
    package static func currentUser() -> Request<CurrentUser?> {
        Request(
            reading: Statement("me", SQLFiles.me, planned: .once),
            decode: { rows throws(DecodingError) in
                guard let row = try rows.atMostOne() else { return nil }
                let role: String? = try row[3]
                let undoSeconds: Int32? = try row[6]
                return CurrentUser(
                    id: try row[0],
                    login: try row[1],
                    name: try row[2],
                    role: role.map { AppRole(label: $0) },
                    zones: try row[4],
                    isIsolated: try row[5],
                    undoSeconds: undoSeconds ?? 0
                )
            }
        )
    }

    /// The zones of this deployment; empty for users who may not read them.
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

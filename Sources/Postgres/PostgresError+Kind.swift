extension PostgresError {
    /// The kinds of failure, by possible remedy.
    package enum Kind: CaseIterable, Sendable {
        /// No server answered at that address.
        case unreachable
        /// The server refused the login.
        case loginRefused
        /// The server requires a password and none was given.
        case passwordRequired
        /// The server asked for the password itself, which is never sent; the connection was closed.
        case passwordWithheld
        /// The connection settings can't be used.
        case invalidSettings
        /// The server logged in another login than requested.
        case wrongLogin
        /// The server's connection limit is reached.
        case tooManyConnections
        /// The server is starting, stopping or recovering.
        case serverNotReady
        /// The server ran out of memory or disk.
        case insufficientResources
        /// The server can't load one of its libraries: its files were replaced or removed while it runs.
        case serverReplaced
        /// The connection was lost.
        case connectionLost
        /// The timeout expired.
        case timedOut
        /// Cancelled on request.
        case cancelled
        /// The login lacks the privilege.
        case permissionDenied
        /// A concurrent change conflicted.
        case conflict
        /// A unique or exclusion constraint was violated.
        case duplicate
        /// Another constraint was violated.
        case constraintViolated
        /// A value doesn't fit its type.
        case invalidValue
        /// The server is read-only: a standby, or a read-only transaction.
        case readOnly
        /// The database lacks something that this version of the program needs.
        case schemaMismatch
        /// The response doesn't have the expected form.
        case unexpectedResponse
        /// The response exceeds the limit; the connection was closed.
        case responseTooLarge
        /// Not connected; nothing was sent.
        case notConnected
        /// Anything else.
        case other
    }
}

extension PostgresError.Kind {
    /// The kind of a SQLSTATE; see PostgreSQL's documentation, appendix A.
    init(state: String) {
        self = Self.exact[state] ?? Self.classes[String(state.prefix(2))] ?? .other
    }

    private static let exact: [String: Self] = [
        "42501": .permissionDenied,
        "57014": .timedOut,
        "55P03": .timedOut,
        "25P03": .connectionLost,
        "57P01": .connectionLost,
        "57P02": .connectionLost,
        "53300": .tooManyConnections,
        "57P03": .serverNotReady,
        "57P05": .connectionLost,
        "23505": .duplicate,
        "23P01": .duplicate,
        "25006": .readOnly,
        "3D000": .loginRefused,
        "40003": .connectionLost,
        "55000": .other,
        "42601": .schemaMismatch,
        "42P01": .schemaMismatch,
        "42883": .schemaMismatch,
        "42703": .schemaMismatch,
        "42704": .schemaMismatch,
    ]

    private static let classes: [String: Self] = [
        "08": .connectionLost,
        "22": .invalidValue,
        "23": .constraintViolated,
        "28": .loginRefused,
        "3F": .schemaMismatch,
        "40": .conflict,
        "44": .constraintViolated,
        "53": .insufficientResources,
    ]

    /// A description for when the server's message can't be shown.
    package var summary: String {
        switch self {
        case .unreachable: "no server answered"
        case .loginRefused: "the server refused the login"
        case .passwordRequired: "the server asks for a password"
        case .passwordWithheld: "the server asked for the password itself; it wasn't sent"
        case .invalidSettings: "the connection settings are invalid"
        case .wrongLogin: "the server logged in a different user"
        case .tooManyConnections: "the server has no room for another connection"
        case .serverNotReady: "the server is starting or stopping"
        case .insufficientResources: "the server is out of memory or disk"
        case .serverReplaced: "PostgreSQL can't load one of its libraries; it may have been upgraded while running"
        case .connectionLost: "the connection to the server was lost"
        case .timedOut: "it took too long"
        case .cancelled: "cancelled"
        case .permissionDenied: "this login may not do that"
        case .conflict: "somebody else changed it at the same time"
        case .duplicate: "it already exists"
        case .constraintViolated: "the data violates a constraint"
        case .invalidValue: "a value doesn't fit"
        case .readOnly: "the server is read-only"
        case .schemaMismatch: "the database lacks something that this version needs"
        case .unexpectedResponse: "the server's response is malformed"
        case .responseTooLarge: "the server's response is too large"
        case .notConnected: "not connected"
        case .other: "the server refused"
        }
    }

    /// What to do next.
    package var advice: String {
        switch self {
        case .unreachable: "Check host and port, and that the server is running."
        case .loginRefused: "Check the login, the database's name, .pgpass and pg_hba.conf."
        case .passwordRequired: "Put it in .pgpass, or start riad on a terminal to be asked for it."
        case .passwordWithheld:
            "A server must authenticate by SCRAM; \(CleartextConsent.advice)"
        case .invalidSettings: "Correct them, then try again."
        case .wrongLogin: "Configure the pooler to pass each login through, or connect directly."
        case .tooManyConnections: "Try again in a moment; an administrator can raise max_connections."
        case .serverNotReady: "Try again in a moment."
        case .insufficientResources: "Tell an administrator; the server's log says what is short."
        case .serverReplaced: "An administrator restarts it; for the demo: riad demo stop, then start it again."
        case .connectionLost: "Try again when the server is back."
        case .timedOut: "Ask for less, or try again when the server is less busy."
        case .cancelled: "Nothing was changed."
        case .permissionDenied: "Ask an administrator for the right."
        case .conflict: "Try again."
        case .duplicate: "Use the existing one, or choose another name."
        case .constraintViolated: "Check what was entered."
        case .invalidValue: "Check what was entered."
        case .readOnly: "Connect to the primary: target_session_attrs=read-write."
        case .schemaMismatch: "Run riad migrate, or use the program's matching version."
        case .unexpectedResponse: "Run riad migrate, or use the program's matching version."
        case .responseTooLarge: "Request less; if it was little, check that this is the right server."
        case .notConnected: "Connect first."
        case .other: "The server's log says more."
        }
    }

    /// Whether the same request may succeed later without intervention.
    package var isTransient: Bool {
        switch self {
        case .unreachable, .tooManyConnections, .serverNotReady, .insufficientResources, .connectionLost, .notConnected,
            .conflict,
            .timedOut:
            true
        case .loginRefused, .passwordRequired, .passwordWithheld, .invalidSettings, .wrongLogin, .cancelled,
            .permissionDenied, .duplicate, .constraintViolated, .invalidValue, .readOnly, .schemaMismatch,
            .serverReplaced, .unexpectedResponse, .responseTooLarge, .other:
            false
        }
    }
}

import Domain

/// Reason for a failed database request, in the console's terms.
package enum Failure: Error, Sendable, Hashable {
    /// One of riad's own rules, or a missing right, forbids it.
    case refused(Refusal)
    /// A stored value's constraint rejects it, and no rule says why.
    case invalidValue
    /// An equal row already exists.
    case duplicate
    /// The statement took too long and was cancelled.
    case timedOut
    /// Another session changed the same rows concurrently.
    case conflict
    /// The request was cancelled before its response.
    case cancelled
    /// The server was upgraded while running, and must be restarted.
    case serverReplaced
    /// The connection is down: nothing reached the server, or its response was lost.
    case offline
    /// The server is out of memory or disk space.
    case serverExhausted
    /// The server no longer accepts this login.
    case loginRefused
    /// The server is read-only: a standby.
    case readOnly
    /// The database's schema and this program have different versions.
    case schemaMismatch
    /// The response to a change was lost: the change may have been made.
    case outcomeUnknown
    /// An unexpected error, with its SQLSTATE if there is one.
    case unexpected(String?)

    /// Whether the same request may succeed later without any intervention.
    package var isTransient: Bool {
        switch self {
        case .offline, .outcomeUnknown, .timedOut, .conflict, .serverExhausted: true
        case .refused, .invalidValue, .duplicate, .cancelled, .serverReplaced, .loginRefused, .readOnly,
            .schemaMismatch, .unexpected:
            false
        }
    }
}

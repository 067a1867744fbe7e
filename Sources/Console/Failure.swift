import Domain

/// Why the database did not do what was asked, in the console's terms.
package enum Failure: Error, Sendable, Hashable {
    /// A rule of riad's own, or a right, is against it.
    case refused(Refusal)
    /// A value doesn't fit what is stored, and no rule says why.
    case invalidValue
    /// There is one like it already.
    case duplicate
    /// The server took too long and the statement was cancelled.
    case timedOut
    /// Somebody changed the same thing at the same time.
    case conflict
    /// Taken back before it was answered.
    case cancelled
    /// The server was upgraded while it runs, and can't go on before it is restarted.
    case serverReplaced
    /// The line is down; nothing reached the server, or its answer was lost.
    case offline
    /// The server is short of memory or disk.
    case serverExhausted
    /// The server doesn't let this login in any more.
    case loginRefused
    /// The server takes no changes: a standby.
    case readOnly
    /// The database and this program are of different versions.
    case schemaMismatch
    /// The answer to a change was lost: it may have been made.
    case outcomeUnknown
    /// Something that shouldn't happen, by its SQLSTATE where there is one.
    case unexpected(String?)

    /// Whether trying the same again later can succeed by itself.
    package var isTransient: Bool {
        switch self {
        case .offline, .outcomeUnknown, .timedOut, .conflict, .serverExhausted: true
        case .refused, .invalidValue, .duplicate, .cancelled, .serverReplaced, .loginRefused, .readOnly,
            .schemaMismatch, .unexpected:
            false
        }
    }
}

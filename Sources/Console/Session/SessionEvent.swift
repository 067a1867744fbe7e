import Domain

/// What happened to the connection and to the current user's login.
package enum SessionEvent: Sendable {
    /// The connection status changed.
    case connectionChanged(ConnectionStatus)
    /// The server identified the current user and listed the zones.
    case signedIn(CurrentUser, zones: [Zone])
    /// The login belongs to no active person.
    case signedInWithoutUser
}

/// Status of the connection to the server.
package enum ConnectionStatus: Sendable, Hashable {
    /// Connecting for the first time.
    case connecting
    /// Connected; requests are answered.
    case live
    /// Disconnected; the next attempt starts in this many seconds.
    case offline(retryIn: Int)
    /// The server refused the login; retrying won't help.
    case refused
}

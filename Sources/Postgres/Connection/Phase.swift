extension Connection {
    /// A connection's phase.
    package enum Phase: Equatable, Sendable {
        /// Not started, or closed by the client.
        case closed
        /// A thread connects; requests wait.
        case connecting
        /// Connected; reading requests are sent, writing ones wait until the login is verified.
        case verifying
        /// Requests are sent at once.
        case ready
        /// Lost or refused; requests fail. `open` retries.
        case failed(PostgresError)

        /// Returns whether the transition is allowed.
        func mayBecome(_ next: Phase) -> Bool {
            switch (self, next) {
            case (.closed, .connecting), (.failed, .connecting): true
            case (.connecting, .verifying), (.verifying, .ready): true
            case (.connecting, .failed), (.verifying, .failed), (.ready, .failed): true
            case (.connecting, .closed), (.verifying, .closed), (.ready, .closed), (.failed, .closed): true
            case (.closed, _), (.connecting, _), (.verifying, _), (.ready, _), (.failed, _): false
            }
        }

        /// Whether the server is connected.
        package var isConnected: Bool {
            switch self {
            case .verifying, .ready: true
            case .closed, .connecting, .failed: false
            }
        }
    }
}

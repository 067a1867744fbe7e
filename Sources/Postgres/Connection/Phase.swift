extension Connection {
    /// Where a connection stands.
    package enum Phase: Equatable, Sendable {
        /// Not begun, or closed by us.
        case closed
        /// A thread connects; requests wait.
        case connecting
        /// Connected; reading requests are on their way, writing ones wait until the server has said who it takes us
        /// for.
        case verifying
        /// Requests go out at once.
        case ready
        /// Lost or refused; requests fail. `open` tries again.
        case failed(PostgresError)

        /// Whether the machine may go from here to there.
        func mayBecome(_ next: Phase) -> Bool {
            switch (self, next) {
            case (.closed, .connecting), (.failed, .connecting): true
            case (.connecting, .verifying), (.verifying, .ready): true
            case (.connecting, .failed), (.verifying, .failed), (.ready, .failed): true
            case (.connecting, .closed), (.verifying, .closed), (.ready, .closed), (.failed, .closed): true
            case (.closed, _), (.connecting, _), (.verifying, _), (.ready, _), (.failed, _): false
            }
        }

        /// Whether there is somebody at the other end.
        package var isConnected: Bool {
            switch self {
            case .verifying, .ready: true
            case .closed, .connecting, .failed: false
            }
        }
    }
}

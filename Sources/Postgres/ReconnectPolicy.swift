/// How long to pause before the next attempt to connect.
package struct ReconnectPolicy: Sendable, Equatable {
    /// The first pause.
    package let initialDelay: Duration
    /// No pause is longer.
    package let maxDelay: Duration

    package init(first: Duration = .milliseconds(250), longest: Duration = .seconds(30)) {
        self.initialDelay = first
        self.maxDelay = longest
    }

    /// The pause after so many failed attempts in a row (0: before the first retry). It doubles each time; `jitter`
    /// (0…1) takes up to a half off, so that a server which comes back isn't met by everybody at once.
    package func delay(afterFailures failures: Int, jitter: Double) -> Duration {
        // Doubling for ever would overflow long after it has stopped to matter.
        let doubled = initialDelay * (1 << min(max(0, failures), 20))
        return min(doubled, maxDelay) * (1 - min(max(0, jitter), 1) / 2)
    }
}

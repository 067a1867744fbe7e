/// How long to wait before the next connection attempt.
package struct ReconnectPolicy: Sendable, Equatable {
    /// The first delay.
    package let initialDelay: Duration
    /// The maximum delay.
    package let maxDelay: Duration

    package init(first: Duration = .milliseconds(250), longest: Duration = .seconds(30)) {
        self.initialDelay = first
        self.maxDelay = longest
    }

    /// Returns the delay after `failures` failed attempts in a row (0: before the first retry). The delay doubles each
    /// time; `jitter` (0…1) takes up to half off, so that clients don't all reconnect at once.
    package func delay(afterFailures failures: Int, jitter: Double) -> Duration {
        // Caps the exponent: the maximum delay applies long before it overflows.
        let doubled = initialDelay * (1 << min(max(0, failures), 20))
        return min(doubled, maxDelay) * (1 - min(max(0, jitter), 1) / 2)
    }
}

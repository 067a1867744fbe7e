import Domain

/// What a worker has done since it started, in Prometheus's text format.
struct Metrics {
    private var outcomes: [String: Int] = [:]
    private var jobs: [String: Int] = [:]
    /// Upper bounds of the durations' buckets, in seconds.
    private static let bounds = [0.01, 0.05, 0.1, 0.5, 1, 5, 30]
    private var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    private var durationSum = 0.0
    private var durationCount = 0
    /// Changes that consoles were told of.
    var relayedChanges = 0

    /// Counts an attempt.
    mutating func count(_ outcome: DeliveryOutcome) {
        let label =
            switch outcome.verdict {
            case .delivered: "delivered"
            case .retry: "failed"
            case .dead: "dead"
            }
        outcomes[label, default: 0] += 1
        let seconds = Double(outcome.milliseconds) / 1000
        for (index, bound) in Self.bounds.enumerated() where seconds <= bound { buckets[index] += 1 }
        durationSum += seconds
        durationCount += 1
    }

    /// Counts a run of a job.
    mutating func countJob(succeeded: Bool) {
        jobs[succeeded ? "done" : "failed", default: 0] += 1
    }

    /// The text format; see "Exposition formats" in Prometheus's documentation.
    func text(inFlight: Int, isConnected: Bool) -> String {
        var lines = [
            "# TYPE riad_worker_connected gauge", "riad_worker_connected \(isConnected ? 1 : 0)",
            "# TYPE riad_worker_deliveries_in_flight gauge", "riad_worker_deliveries_in_flight \(inFlight)",
            "# TYPE riad_worker_relayed_changes_total counter", "riad_worker_relayed_changes_total \(relayedChanges)",
            "# TYPE riad_worker_attempts_total counter",
        ]
        for outcome in ["delivered", "failed", "dead"] {
            lines.append("riad_worker_attempts_total{outcome=\"\(outcome)\"} \(outcomes[outcome] ?? 0)")
        }
        lines.append("# TYPE riad_worker_jobs_total counter")
        for result in ["done", "failed"] {
            lines.append("riad_worker_jobs_total{result=\"\(result)\"} \(jobs[result] ?? 0)")
        }
        let name = "riad_worker_attempt_duration_seconds"
        lines.append("# TYPE \(name) histogram")
        for (bound, count) in zip(Self.bounds, buckets) { lines.append("\(name)_bucket{le=\"\(bound)\"} \(count)") }
        lines += [
            "\(name)_bucket{le=\"+Inf\"} \(durationCount)", "\(name)_sum \(durationSum)",
            "\(name)_count \(durationCount)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}

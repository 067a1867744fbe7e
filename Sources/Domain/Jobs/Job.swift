/// A job that a worker does again and again.
package struct Job: Sendable, Hashable {
    /// The name, such as `retention`.
    package var name: String
    /// The time from one run to the next, in seconds.
    package var everySeconds: Int
    /// When it is due next.
    package var nextAt: Timestamp
    /// Whether a worker is doing it.
    package var isRunning: Bool
    /// When the last run began; nil before the first.
    package var startedAt: Timestamp?
    /// When the last run ended; nil before the first.
    package var finishedAt: Timestamp?
    /// How long the last run took, in milliseconds.
    package var milliseconds: Int?
    /// How many rows the last run removed or changed.
    package var count: Int?
    /// Why the last run failed; nil if it didn't.
    package var error: UntrustedText?

    /// Creates a job as read.
    package init(
        name: String,
        everySeconds: Int,
        nextAt: Timestamp,
        isRunning: Bool,
        startedAt: Timestamp?,
        finishedAt: Timestamp?,
        milliseconds: Int?,
        count: Int?,
        error: UntrustedText?
    ) {
        self.name = name
        self.everySeconds = everySeconds
        self.nextAt = nextAt
        self.isRunning = isRunning
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.milliseconds = milliseconds
        self.count = count
        self.error = error
    }
}

/// A job that a worker holds under a lease.
package struct ClaimedJob: Sendable, Hashable {
    /// The job's name.
    package var name: String
    /// The lease's token.
    package var lease: Identifier<ClaimedJob>

    /// Creates a claimed job as read.
    package init(name: String, lease: Identifier<ClaimedJob>) {
        self.name = name
        self.lease = lease
    }
}

/// A worker that runs, or ran within the last day.
package struct RunningWorker: Sendable, Hashable {
    /// Its id, new with each start.
    package var id: Identifier<RunningWorker>
    /// The name of its machine.
    package var host: UntrustedText
    /// Its process there.
    package var processID: Int
    /// When it started.
    package var startedAt: Timestamp
    /// When it last said that it is there.
    package var seenAt: Timestamp

    /// Creates a worker as read.
    package init(
        id: Identifier<RunningWorker>,
        host: UntrustedText,
        processID: Int,
        startedAt: Timestamp,
        seenAt: Timestamp
    ) {
        self.id = id
        self.host = host
        self.processID = processID
        self.startedAt = startedAt
        self.seenAt = seenAt
    }
}

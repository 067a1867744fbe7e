import Domain

/// The requests about jobs.
package enum JobsRequest: Sendable, Hashable {
    /// Reads the jobs and the workers.
    case readAll
    /// Has a job done as soon as a worker is free.
    case run(String)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> JobsEvent {
        switch self {
        case .readAll: .allRead(.failure(failure))
        case .run(let name): .requested(name, .failure(failure))
        }
    }
}

/// The responses to `JobsRequest`.
package enum JobsEvent: Sendable {
    /// The jobs and the workers.
    case allRead(Result<JobOverview, Failure>)
    /// Whether a job was requested.
    case requested(String, Result<Void, Failure>)
}

/// The jobs, and the workers that do them.
package struct JobOverview: Sendable, Hashable {
    /// The jobs, the most frequent first.
    package var jobs: [Job]
    /// The workers that were there within the last day, the latest seen first.
    package var workers: [RunningWorker]

    /// Creates an overview as read.
    package init(jobs: [Job], workers: [RunningWorker]) {
        self.jobs = jobs
        self.workers = workers
    }
}

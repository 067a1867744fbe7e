import Domain

/// The requests about workflows and their runs.
package enum WorkflowsRequest: Sendable, Hashable {
    /// Reads the workflows that ran within a span.
    case readAll(WorkflowSpan)
    /// Reads a page of runs.
    case readRuns(WorkflowRunsRequest)
    /// Reads one run with its masked content.
    case readRun(Identifier<WorkflowRun>)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> WorkflowsEvent {
        switch self {
        case .readAll(let span): .allRead(span, .failure(failure))
        case .readRuns(let read): .runsRead(read, .failure(failure))
        case .readRun(let id): .runRead(id, .failure(failure))
        }
    }
}

/// The responses to `WorkflowsRequest`.
package enum WorkflowsEvent: Sendable {
    /// The workflows that ran within a span, by name.
    case allRead(WorkflowSpan, Result<[Workflow], Failure>)
    /// A page of runs, newest first.
    case runsRead(WorkflowRunsRequest, Result<[WorkflowRun], Failure>)
    /// One run; nil if there is no such run.
    case runRead(Identifier<WorkflowRun>, Result<WorkflowRun?, Failure>)
}

/// How far back workflows are looked at.
package enum WorkflowSpan: Sendable, Hashable, CaseIterable {
    case hour, day, week

    /// The span.
    package var duration: Duration {
        switch self {
        case .hour: .seconds(3_600)
        case .day: .seconds(86_400)
        case .week: .seconds(604_800)
        }
    }
}

/// A page of runs to read.
package struct WorkflowRunsRequest: Sendable, Hashable {
    /// The runs to read.
    package var filter: WorkflowRunFilter
    /// Where the page before ended; nil for the first page.
    package var before: WorkflowRun.Position?
    /// At most so many.
    package var limit: Int
}

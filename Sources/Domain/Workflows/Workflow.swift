/// A workflow of n8n with its runs of a time.
package struct Workflow: Sendable, Hashable {
    /// The workflow's name.
    package var name: UntrustedText
    /// All runs.
    package var runs: Int
    /// Runs that failed, or whose end was never reported.
    package var failed: Int
    /// Runs under way.
    package var running: Int
    /// Durations in milliseconds; nil if no run ended.
    package var p50, p95: Double?
    /// The runs of each of the last 24 hours, oldest first.
    package var hours: [Int]
    /// When the last run began.
    package var lastAt: Timestamp
    /// Why the last failed run failed; nil if none did.
    package var lastError: UntrustedText?
    /// When the last failed run began.
    package var lastErrorAt: Timestamp?

    /// Creates a workflow as read.
    package init(
        name: UntrustedText,
        runs: Int,
        failed: Int,
        running: Int,
        p50: Double?,
        p95: Double?,
        hours: [Int],
        lastAt: Timestamp,
        lastError: UntrustedText?,
        lastErrorAt: Timestamp?
    ) {
        self.name = name
        self.runs = runs
        self.failed = failed
        self.running = running
        self.p50 = p50
        self.p95 = p95
        self.hours = hours
        self.lastAt = lastAt
        self.lastError = lastError
        self.lastErrorAt = lastErrorAt
    }
}

/// One run of a workflow.
package struct WorkflowRun: Sendable, Hashable {
    /// Where a run stands.
    package enum Status: String, Sendable, Hashable, CaseIterable {
        case pending, running, completed, failed
    }

    /// What a run worked on, with secrets, e-mail addresses and telephone numbers masked.
    package struct Content: Sendable, Hashable {
        /// The input, as JSON.
        package var input: UntrustedText
        /// The output, as JSON.
        package var output: UntrustedText

        /// Creates a content as read.
        package init(input: UntrustedText, output: UntrustedText) {
            self.input = input
            self.output = output
        }
    }

    /// The run's id.
    package var id: Identifier<WorkflowRun>
    /// The workflow's name.
    package var workflow: UntrustedText
    /// n8n's id of the execution; nil if none was reported.
    package var execution: UntrustedText?
    /// Where it stands.
    package var status: Status
    /// Whether it counts as failed because its end was never reported.
    package var isStale: Bool
    /// When it began.
    package var startedAt: Timestamp
    /// When its end was reported; nil before.
    package var completedAt: Timestamp?
    /// How long it took, in milliseconds.
    package var milliseconds: Int?
    /// Why it failed; nil if it didn't.
    package var error: UntrustedText?
    /// How many times n8n tried again.
    package var retries: Int
    /// What it worked on; nil in lists.
    package var content: Content?

    /// Creates a run as read.
    package init(
        id: Identifier<WorkflowRun>,
        workflow: UntrustedText,
        execution: UntrustedText?,
        status: Status,
        isStale: Bool,
        startedAt: Timestamp,
        completedAt: Timestamp?,
        milliseconds: Int?,
        error: UntrustedText?,
        retries: Int,
        content: Content? = nil
    ) {
        self.id = id
        self.workflow = workflow
        self.execution = execution
        self.status = status
        self.isStale = isStale
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.milliseconds = milliseconds
        self.error = error
        self.retries = retries
        self.content = content
    }
}

extension WorkflowRun {
    /// A place in the list of runs. Several may have begun at the same time: then the id decides.
    package struct Position: Sendable, Hashable {
        /// When the run began.
        package var startedAt: Timestamp
        /// The run's id.
        package var id: Identifier<WorkflowRun>
    }

    /// Its place in the list.
    package var position: Position { Position(startedAt: startedAt, id: id) }
}

/// Which runs are listed; nil leaves all.
package struct WorkflowRunFilter: Sendable, Hashable {
    /// Of one workflow.
    package var workflow: String?
    /// In one status.
    package var status: WorkflowRun.Status?
    /// Since then.
    package var since: Timestamp?

    /// All runs.
    package init() {}
}

import Domain
import Postgres

/// Requests of supervisors for n8n's workflows.
package enum Workflows {
    /// The workflows that ran since a moment, by name.
    package static func all(
        since: Timestamp,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[Workflow]> {
        try user.require(.readMetrics)
        return Request(reading: Statement("workflows", SQLFiles.workflows), [Parameter(since)])
    }

    /// Runs that match, newest first, at most `limit`; `before` continues after a page's last one.
    package static func runs(
        _ filter: WorkflowRunFilter,
        before: WorkflowRun.Position? = nil,
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[WorkflowRun]> {
        try user.require(.readMetrics)
        return Request(
            reading: Statement("workflow_runs", SQLFiles.workflowRuns),
            [
                Parameter(filter.workflow), Parameter(filter.status?.rawValue), Parameter(filter.since),
                Parameter(before?.startedAt), Parameter(before?.id), Parameter(Int32(clamping: limit)),
            ]
        )
    }

    /// One run with its masked content; nil if there is no such run.
    package static func run(
        _ id: Identifier<WorkflowRun>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<WorkflowRun?> {
        try user.require(.readMetrics)
        return Request(
            reading: Statement("workflow_run", SQLFiles.workflowRun),
            [Parameter(id)],
            decode: { rows throws(DecodingError) in
                guard let row = rows.first else { return nil }
                var run = try WorkflowRun(row: row)
                run.content = WorkflowRun.Content(input: try row[10], output: try row[11])
                return run
            }
        )
    }
}

extension Workflow: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            name: try row[0],
            runs: try row[1],
            failed: try row[2],
            running: try row[3],
            p50: try row[4],
            p95: try row[5],
            hours: try (row[6] as [Int32]).map { Int($0) },
            lastAt: try row[7],
            lastError: try row[8],
            lastErrorAt: try row[9]
        )
    }
}

extension WorkflowRun: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let status: String = try row[3]
        self.init(
            id: try row[0],
            workflow: try row[1],
            execution: try row[2],
            status: Status(rawValue: status) ?? .pending,
            isStale: try row[4],
            startedAt: try row[5],
            completedAt: try row[6],
            milliseconds: try row[7],
            error: try row[8],
            retries: try row[9]
        )
    }
}

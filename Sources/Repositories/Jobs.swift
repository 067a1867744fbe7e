import Domain
import Postgres

/// Requests for jobs: a worker's, whose right is the login's membership in riad_worker, and administrators'.
package enum Jobs {
    /// How long a step may take: ANALYZE and dropping a large month take longer than any other statement.
    private static let stepTimeout = Duration.seconds(240)

    /// Takes the job that has been due for longest; nil if none is.
    package static func claim() -> Request<ClaimedJob?> {
        Request(
            writing: Statement("claim_job", SQLFiles.claimJob, planned: .once),
            decode: { rows throws(DecodingError) in
                guard let row = rows.first else { return nil }
                return ClaimedJob(name: try row[0], lease: try row[1])
            }
        )
    }

    /// Does one step of a job; returns how many rows it removed or changed, and whether there is more to do. `conflict`:
    /// another worker has the job by now.
    package static func step(_ job: ClaimedJob) -> Request<(count: Int, hasMore: Bool)> {
        Request(
            writing: Statement("run_job_step", SQLFiles.runJobStep),
            [Parameter(job.name), Parameter(job.lease)],
            decode: { rows throws(DecodingError) in
                let row = try rows.single()
                return (count: try row[0], hasMore: try row[1])
            }
        ).withTimeout(stepTimeout)
    }

    /// Says how a job went; returns whether it was still held.
    package static func finish(_ job: ClaimedJob, count: Int, error: String?) -> Request<Bool> {
        Request(
            writing: Statement("finish_job", SQLFiles.finishJob),
            [Parameter(job.name), Parameter(job.lease), Parameter(Int64(count)), Parameter(error)]
        )
    }

    /// A worker says that it is there.
    package static func record(
        _ worker: Identifier<RunningWorker>,
        host: String,
        processID: Int32
    ) -> Request<Void> {
        Request(
            writing: Statement("record_worker", SQLFiles.recordWorker, planned: .once),
            [Parameter(worker), Parameter(host), Parameter(processID)]
        )
    }

    /// A worker that ends says so.
    package static func remove(_ worker: Identifier<RunningWorker>) -> Request<Void> {
        Request(writing: Statement("remove_worker", SQLFiles.removeWorker), [Parameter(worker)])
    }

    /// Tells the consoles of what changed since the last call; returns how many changes.
    package static func relayChanges() -> Request<Int> {
        Request(writing: Statement("relay_changes", SQLFiles.relayChanges, planned: .once))
    }

    /// The jobs, the most frequent first.
    package static func all(for user: CurrentUser) throws(AccessError) -> Request<[Job]> {
        try user.require(.cleanUp)
        return Request(
            reading: Statement("jobs", SQLFiles.jobs),
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in
                    Job(
                        name: try row[0],
                        everySeconds: try row[1],
                        nextAt: try row[2],
                        isRunning: try row[3],
                        startedAt: try row[4],
                        finishedAt: try row[5],
                        milliseconds: try row[6],
                        count: try row[7],
                        error: try row[8]
                    )
                }
            }
        )
    }

    /// Has a job done as soon as a worker is free. `notFound`: no such job.
    package static func request(_ name: String, by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try user.require(.cleanUp)
        return Request(writing: Statement("request_job", SQLFiles.requestJob), [Parameter(name)])
    }

    /// How many rows the next clean-up would remove, by table.
    package static func retentionPreview(
        for user: CurrentUser
    ) throws(AccessError) -> Request<[(table: String, count: Int)]> {
        try user.require(.cleanUp)
        return Request(
            reading: Statement("retention_preview", SQLFiles.retentionPreview),
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in (table: try row[0], count: try row[1]) }
            }
        )
    }

    /// What clean-ups removed, newest first.
    package static func removals(
        limit: Int,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[(at: Timestamp, table: String, count: Int)]> {
        try user.require(.cleanUp)
        return Request(
            reading: Statement("recent_removals", SQLFiles.recentRemovals),
            [Parameter(Int32(clamping: limit))],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in (at: try row[0], table: try row[1], count: try row[2]) }
            }
        )
    }

    /// Workers that were there within the last day, the latest seen first.
    package static func workers(for user: CurrentUser) throws(AccessError) -> Request<[RunningWorker]> {
        try user.require(.cleanUp)
        return Request(
            reading: Statement("running_workers", SQLFiles.runningWorkers),
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in
                    RunningWorker(
                        id: try row[0],
                        host: try row[1],
                        processID: try row[2],
                        startedAt: try row[3],
                        seenAt: try row[4]
                    )
                }
            }
        )
    }
}

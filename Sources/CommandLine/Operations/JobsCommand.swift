import ArgumentParser
import Domain
import Postgres
import Repositories
import Text

/// `riad jobs`: what workers do again and again.
struct JobsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Show the workers' jobs and run one now; for administrators.",
        subcommands: [List.self, Run.self, Removed.self, Workers.self]
    )

    /// `riad jobs list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the jobs, with their last run and the next.",
            discussion:
                "A line has: name, seconds from run to run, last end, milliseconds, rows changed, next run, error."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let jobs = try connection.run(try Jobs.all(for: user))
                try format.print(jobs, line: JobOutput.line, json: JobOutput.init)
            }
        }
    }

    /// `riad jobs run`
    struct Run: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a worker do a job now.",
            discussion: "Returns at once; riad jobs list shows how it went."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The job's name, such as retention.")
        var name: String

        @Flag(help: "Only print what retention would remove; nothing is changed.")
        var dryRun = false

        func validate() throws {
            if dryRun, name != "retention" { throw ValidationError("--dry-run is for retention") }
        }

        func run() throws {
            try connection.withSession { connection, user in
                guard dryRun else { return try connection.run(try Jobs.request(name, by: user)) }
                let counts = try connection.run(try Jobs.retentionPreview(for: user))
                switch format.output {
                case .text: for (table, count) in counts { StandardOutput.print(.line("\(table)  \(count)")) }
                case .json:
                    StandardOutput.print(try JSONOutput.text(Dictionary(uniqueKeysWithValues: counts.map { ($0, $1) })))
                }
            }
        }
    }

    /// `riad jobs removed`
    struct Removed: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List what clean-ups removed, newest first.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @OptionGroup var list: LimitOption

        func run() throws {
            try connection.withSession { connection, user in
                let removals = try connection.run(try Jobs.removals(limit: list.limit, for: user))
                switch format.output {
                case .text:
                    for (at, table, count) in removals {
                        StandardOutput.print(.line("\(at.rfc3339)  \(count)  \(table)"))
                    }
                case .json:
                    StandardOutput.print(
                        try JSONOutput.text(removals.map { RemovalOutput(at: $0.rfc3339, table: $1, count: $2) })
                    )
                }
            }
        }
    }

    /// `riad jobs workers`
    struct Workers: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the workers that ran within the last day, the latest seen first."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let workers = try connection.run(try Jobs.workers(for: user))
                switch format.output {
                case .text:
                    for worker in workers {
                        let host = SafeText(worker.host).fitted(to: 24).plain
                        let times = "since \(worker.startedAt.rfc3339)  seen \(worker.seenAt.rfc3339)"
                        StandardOutput.print(.line("\(host)  \(worker.processID)  \(times)"))
                    }
                case .json: StandardOutput.print(try JSONOutput.text(workers.map(WorkerOutput.init)))
                }
            }
        }
    }
}

/// A removal as JSON.
private struct RemovalOutput: Encodable {
    let at, table: String
    let count: Int
}

/// A worker as JSON.
private struct WorkerOutput: Encodable {
    let id, host, startedAt, seenAt: String
    let processId: Int

    init(_ worker: RunningWorker) {
        id = worker.id.description
        host = worker.host.original
        startedAt = worker.startedAt.rfc3339
        seenAt = worker.seenAt.rfc3339
        processId = worker.processID
    }
}

/// A job as JSON.
private struct JobOutput: Encodable {
    let name, nextAt: String
    let startedAt, finishedAt, error: String?
    let everySeconds: Int
    let isRunning: Bool
    let milliseconds, count: Int?

    init(_ job: Job) {
        name = job.name
        nextAt = job.nextAt.rfc3339
        startedAt = job.startedAt?.rfc3339
        finishedAt = job.finishedAt?.rfc3339
        error = job.error?.original
        everySeconds = job.everySeconds
        isRunning = job.isRunning
        (milliseconds, count) = (job.milliseconds, job.count)
    }

    static func line(_ job: Job) -> TerminalText {
        let ended = job.isRunning ? "running" : job.finishedAt?.rfc3339 ?? "never"
        let duration = job.milliseconds.map { "\($0) ms" } ?? "–"
        let count = job.count.map { String($0) } ?? "–"
        let error = job.error.map { "error \(SafeText($0).plain)" } ?? ""
        let fields: [String] = [
            SafeText(UntrustedText(job.name)).fitted(to: 16).plain, String(job.everySeconds), ended, duration, count,
            "next \(job.nextAt.rfc3339)", error,
        ]
        return .line(fields.joined(separator: "  "))
    }
}

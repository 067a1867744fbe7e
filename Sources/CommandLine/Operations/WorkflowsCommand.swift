import ArgumentParser
import Domain
import Postgres
import Repositories
import Runtime
import Text

/// `riad workflows`: what n8n's workflows did.
struct WorkflowsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflows",
        abstract: "Show n8n's workflows and their runs; for supervisors.",
        subcommands: [List.self, Runs.self, Show.self]
    )

    /// `riad workflows list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List workflows with their runs.",
            discussion: """
                A line has: name, runs, failed, under way, median and 95th percentile of the durations in milliseconds,
                the runs of each of the last 24 hours as a picture, last error.
                """
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(help: "Since: a day such as 2026-11-01, or 90m, 24h, 7d ago; without it 24 hours.")
        var since: PastTime?

        func run() throws {
            try connection.withSession { connection, user in
                let now = SystemClock.now()
                let start = since?.timestamp(now: now) ?? now + .seconds(-86_400)
                let workflows = try connection.run(try Workflows.all(since: start, for: user))
                try format.print(workflows, line: WorkflowOutput.line, json: WorkflowOutput.init)
            }
        }
    }

    /// `riad workflows runs`
    struct Runs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List runs, newest first.",
            discussion: "A line has: id, beginning, status, milliseconds, workflow, execution, error."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(help: "Only of one workflow, by its name.")
        var workflow: String?

        @Option(help: "Only in one status: \(WorkflowRun.Status.allCases.map(\.rawValue).joined(separator: ", ")).")
        var status: WorkflowRun.Status?

        @Option(help: "Only since: a day such as 2026-11-01, or 90m, 24h, 7d ago.")
        var since: PastTime?

        @OptionGroup var list: LimitOption

        func run() throws {
            var filter = WorkflowRunFilter()
            (filter.workflow, filter.status) = (workflow, status)
            filter.since = since?.timestamp(now: SystemClock.now())
            try connection.withSession { connection, user in
                let runs = try connection.run(try Workflows.runs(filter, limit: list.limit, for: user))
                try format.print(runs, line: WorkflowRunOutput.line, json: WorkflowRunOutput.init)
            }
        }
    }

    /// `riad workflows show`
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a run with its data, in which secrets, addresses and numbers are masked."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Argument(help: "The run's id, as riad workflows runs lists it.")
        var id: Identifier<WorkflowRun>

        func run() throws {
            try connection.withSession { connection, user in
                guard let found = try connection.run(try Workflows.run(id, for: user)) else {
                    throw ExitKind.stop("there is no such run", .notFound)
                }
                switch format.output {
                case .text:
                    StandardOutput.print(WorkflowRunOutput.line(found))
                    StandardOutput.print(.lines("input: \(found.content?.input.original ?? "")"))
                    StandardOutput.print(.lines("output: \(found.content?.output.original ?? "")"))
                case .json: StandardOutput.print(try JSONOutput.text(WorkflowRunOutput(found)))
                }
            }
        }
    }
}

extension WorkflowRun.Status: ExpressibleByArgument {}

/// A workflow as JSON.
private struct WorkflowOutput: Encodable {
    let name, lastAt: String
    let lastError, lastErrorAt: String?
    let runs, failed, running: Int
    let p50, p95: Double?
    let runsByHour: [Int]

    init(_ workflow: Workflow) {
        (name, lastAt) = (workflow.name.original, workflow.lastAt.rfc3339)
        (lastError, lastErrorAt) = (workflow.lastError?.original, workflow.lastErrorAt?.rfc3339)
        (runs, failed, running) = (workflow.runs, workflow.failed, workflow.running)
        (p50, p95, runsByHour) = (workflow.p50, workflow.p95, workflow.hours)
    }

    static func line(_ workflow: Workflow) -> TerminalText {
        let p50 = workflow.p50.map { String(Int($0)) } ?? "–"
        let p95 = workflow.p95.map { String(Int($0)) } ?? "–"
        let error = workflow.lastError.map { SafeText($0).truncated(to: 80).plain } ?? ""
        let fields: [String] = [
            SafeText(workflow.name).fitted(to: 28).plain, String(workflow.runs), "\(workflow.failed) failed",
            "\(workflow.running) running", p50, p95, SafeText.sparkline(workflow.hours).plain, error,
        ]
        return .line(fields.joined(separator: "  "))
    }
}

/// A run as JSON.
private struct WorkflowRunOutput: Encodable {
    let id, workflow, status, startedAt: String
    let execution, completedAt, error, input, output: String?
    let isStale: Bool
    let milliseconds: Int?
    let retries: Int

    init(_ run: WorkflowRun) {
        (id, workflow, status) = (run.id.description, run.workflow.original, run.status.rawValue)
        (startedAt, completedAt) = (run.startedAt.rfc3339, run.completedAt?.rfc3339)
        (execution, error) = (run.execution?.original, run.error?.original)
        (input, output) = (run.content?.input.original, run.content?.output.original)
        (isStale, milliseconds, retries) = (run.isStale, run.milliseconds, run.retries)
    }

    static func line(_ run: WorkflowRun) -> TerminalText {
        let status = SafeText(UntrustedText(run.isStale ? "stale" : run.status.rawValue)).fitted(to: 9).plain
        let duration = run.milliseconds.map { String($0) } ?? "–"
        let execution = run.execution.map { SafeText($0).plain } ?? "–"
        let error = run.error.map { SafeText($0).truncated(to: 80).plain } ?? ""
        let fields: [String] = [
            run.id.description, run.startedAt.rfc3339, status, duration, SafeText(run.workflow).fitted(to: 28).plain,
            execution, error,
        ]
        return .line(fields.joined(separator: "  "))
    }
}

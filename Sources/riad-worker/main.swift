import ArgumentParser
import Postgres
import Worker

/// `riad-worker`: delivers the house's events to its webhooks.
struct WorkerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "riad-worker",
        abstract: "Deliver the house's events to its webhooks.",
        discussion: """
            Runs until SIGTERM. Several may run at once, on several machines. The login is a member of riad_worker; the
            server is found as PostgreSQL's own programs find it: --database, or PGHOST, PGSERVICE, .pgpass and their
            like. The log goes to standard output, a JSON object a line.

            Exit codes: 0 done, 1 failed, 3 no connection or a login that isn't a worker's, 64 misused.
            """
    )

    @Option(help: "A connection URI or key=value string, without a password, which belongs in .pgpass or PGPASSWORD.")
    var database: String?

    @Flag(help: "Deliver what is due and end, for cron.")
    var once = false

    @Option(help: "How many events to send at the same time, 1 to 1000.")
    var concurrency = 128

    @Option(help: "How many events to send at the same time to one endpoint.")
    var perEndpoint = 32

    @Option(help: "A port of 127.0.0.1 for /healthz and /metrics (Prometheus); 0 for any free one, which the log says.")
    var statusPort: UInt16?

    @Option(
        help:
            "The proxy for all requests, such as http://proxy.example:3128; it then decides which hosts are reachable."
    )
    var proxy: String?

    @Option(help: .hidden)
    var demoPort: UInt16?

    @Option(help: .hidden)
    var demoDatabase: String?

    func validate() throws {
        if let database, ConnectionSettings.containsPassword(database) {
            throw ValidationError(
                "--database has a password in it; leave it to ~/.pgpass, a service file or PGPASSWORD."
            )
        }
        guard (1...1000).contains(concurrency), (1...concurrency).contains(perEndpoint) else {
            throw ValidationError("--concurrency is 1 to 1000, --per-endpoint 1 to --concurrency.")
        }
    }

    func run() throws {
        var options = Worker.Options()
        options.once = once
        options.concurrency = concurrency
        options.perEndpoint = perEndpoint
        options.proxy = proxy
        options.statusPort = statusPort
        if let demoPort { options.demo = (demoPort, ConnectionSettings(demoDatabase)) }
        switch try Worker(ConnectionSettings(database), options).run() {
        case .done: break
        case .refused: throw ExitCode(3)
        case .noStatusPort:
            throw ValidationError("--status-port \(statusPort ?? 0) can't be had: another program uses it.")
        }
    }
}

WorkerCommand.main()

import Domain
import Glibc
import HTTP
import Loop
import Postgres
import Repositories

/// The worker: one process, one loop. Delivers the outbox, relays changes and does the jobs until it is told to stop.
package final class Worker {
    /// How a worker runs.
    package struct Options: Sendable {
        /// Delivers what is due, does the jobs that are due, and ends: for cron.
        package var once = false
        /// Events sent at the same time.
        package var concurrency = 128
        /// Events sent at the same time to one endpoint.
        package var perEndpoint = 32
        /// The port of 127.0.0.1 for /healthz and /metrics, 0 for any free one; nil for none.
        package var statusPort: UInt16?
        /// The port of 127.0.0.1 for the demo's stand-in for n8n, and its connection; nil for none. The worker then ends with
        /// the demo's server.
        package var demo: (port: UInt16, settings: ConnectionSettings)?
        /// The proxy for all requests; nil for direct connections.
        package var proxy: String?

        /// The defaults.
        package init() {}
    }

    /// How the worker ended.
    package enum End: Sendable {
        case done
        /// The server refuses the login, it isn't a worker's, or (`once`) the server can't be reached; the log says why.
        case refused
        /// The status port is taken.
        case noStatusPort
    }

    /// How often the outbox is looked at while nothing wakes the worker.
    private static let pollInterval = Duration.milliseconds(250)
    /// How long what is in flight may take after a request to stop.
    private static let gracePeriod = Duration.seconds(10)
    /// How often the settings are read again, and the worker says that it is there.
    private static let settingsInterval = Duration.seconds(15)
    /// How often it looks for jobs.
    private static let jobInterval = Duration.seconds(5)

    private let options: Options
    private let loop: EventLoop
    private let database: ReconnectingConnection
    private let client: HTTPClient
    private let dispatcher: Dispatcher
    private let jobs: JobRunner
    private let relay: Relay
    /// The relay's own connection: a hint doesn't wait behind a claim.
    private let relayDatabase: ReconnectingConnection
    private let id: Identifier<RunningWorker>
    private let manager = ServiceManager()
    private var status: LoopbackServer?
    private var n8n: DemoN8N?
    /// When the database last answered; nil before the first time.
    private var answeredAt: MonotonicTime?
    private var isDelivered = false
    private var isStopping = false
    private let log = WorkerLog()
    private var end = End.done

    /// Throws if the process is out of descriptors.
    package init(_ settings: ConnectionSettings, _ options: Options) throws(LoopError) {
        var settings = settings
        settings.applicationName = "riad-worker"
        self.options = options
        loop = try EventLoop()
        database = ReconnectingConnection(settings, on: loop)
        client = HTTPClient(
            on: loop,
            policy: AddressPolicy(),
            proxy: options.proxy,
            maxConnections: options.concurrency * 2
        )
        dispatcher = Dispatcher(
            database.connection,
            client,
            limits: Dispatch.Limits(total: options.concurrency, perEndpoint: options.perEndpoint),
            endsWhenIdle: options.once,
            log: log,
            now: { Timestamp.systemNow }
        )
        jobs = JobRunner(settings, on: loop, log: log)
        relayDatabase = ReconnectingConnection(settings, on: loop)
        relay = Relay(relayDatabase.connection, on: loop)
        var generator = SystemRandomNumberGenerator()
        id = Identifier(using: &generator)
    }

    /// Runs until SIGTERM or SIGINT, or (`once`) until nothing is due. Throws what the system refuses.
    package func run() throws(LoopError) -> End {
        // A reader of the log that is gone must not end the process.
        signal(SIGPIPE, SIG_IGN)
        try loop.watchSignals([.terminate, .interrupt]) { [weak self] _ in self?.stop() }
        follow()
        dispatcher.onFinished = { [weak self] in
            self?.isDelivered = true
            self?.endIfDone()
        }
        dispatcher.onClaimFailed = { [weak self] in self?.endIfHopeless($0) }
        guard openStatusPort() else { return .noStatusPort }
        if let demo = options.demo { n8n = DemoN8N(port: demo.port, demo.settings, on: loop) }
        log.write(.info, "started")
        database.open()
        try loop.run()
        jobs.stop()
        relayDatabase.close()
        database.close()
        log.write(.info, "stopped")
        return end
    }

    private func follow() {
        database.onConnected = { [weak self] in
            guard let self else { return }
            log.write(.info, "connected")
            recordPresence()
            readSettings {
                self.manager.ready()
                self.dispatcher.connected()
            }
            jobs.run()
        }
        database.onStatus = { [weak self] status in
            guard let self, case .offline(let seconds) = status else { return }
            dispatcher.disconnected()
            if seconds > 0 { log.write(.warning, "offline") { $0.count = seconds } }
            if options.once { refuse() }
            if options.demo != nil, database.failures > 5 { loop.stop() }
        }
        database.onRefusal = { [weak self] failure in
            self?.refuse(failure)
        }
        jobs.onIdle = { [weak self] in self?.endIfDone() }
        guard !options.once else { return }
        relay.onChanges = { [weak self] count in
            self?.dispatcher.metrics.relayedChanges += count
            self?.dispatcher.wake()
        }
        jobs.onFinished = { [weak self] succeeded in self?.dispatcher.metrics.countJob(succeeded: succeeded) }
        relayDatabase.open()
        relay.start()
        poll()
        repeatJobs()
        rereadSettings()
    }

    private func repeatJobs() {
        loop.schedule(after: Self.jobInterval) { [weak self] in
            self?.jobs.run()
            self?.repeatJobs()
        }
    }

    private func poll() {
        loop.schedule(after: Self.pollInterval) { [weak self] in
            self?.dispatcher.wake()
            self?.poll()
        }
    }

    private func rereadSettings() {
        loop.schedule(after: Self.settingsInterval) { [weak self] in
            self?.manager.alive()
            self?.recordPresence()
            self?.readSettings {}
            self?.rereadSettings()
        }
    }

    private func readSettings(_ then: @escaping () -> Void) {
        database.connection.send(Deliveries.allowedNetworks()) { [weak self] result in
            guard let self else { return }
            switch result {
            case .success(let networks):
                answeredAt = .now()
                client.policy = AddressPolicy(allowing: networks.compactMap { IPNetwork($0) })
                then()
            case .failure(let failure):
                log.write(.warning, "settings_failed") { $0.reason = failure.state ?? "\(failure.kind)" }
                if answeredAt == nil { endIfHopeless(failure) }
            }
        }
    }

    /// Ends the worker if the login isn't a worker's, which waiting won't change, or (`once`) whatever the failure is.
    private func endIfHopeless(_ failure: PostgresError) {
        guard options.once || failure.state == "42501" || failure.refusal != nil else { return }
        refuse(failure)
    }

    /// Ends the worker, and says why in the log.
    private func refuse(_ failure: PostgresError? = nil) {
        if let failure, end != .refused {
            log.write(.error, "refused") { fields in
                fields.reason = failure.state ?? "\(failure.kind)"
                fields.hint =
                    failure.kind == .permissionDenied || failure.refusal != nil
                    ? "this login isn't a worker's: make it a member of riad_worker" : failure.explanation
            }
        }
        end = .refused
        loop.stop()
    }

    /// Says that this worker is there. One for cron isn't for long enough to say so.
    private func recordPresence() {
        guard !options.once else { return }
        database.connection.send(Jobs.record(id, host: Self.hostName, processID: getpid())) { _ in }
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        gethostname(&buffer, 255)
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Ends the loop once everything is reported or given back and (`once`) no job is due.
    private func endIfDone() {
        guard isDelivered, !options.once || isStopping || !jobs.isBusy else { return }
        guard database.connection.phase == .ready, !options.once else { return loop.stop() }
        database.connection.send(Jobs.remove(id)) { [weak self] _ in self?.loop.stop() }
    }

    private func openStatusPort() -> Bool {
        guard let port = options.statusPort else { return true }
        status = LoopbackServer(port: port, on: loop) { [weak self] request in
            guard request.method == "GET" else { return LoopbackServer.Page(status: 405, text: "only GET\n") }
            return self?.page(request.path) ?? LoopbackServer.Page(status: 404, text: "not found\n")
        }
        if let status { log.write(.info, "status_port") { $0.count = status.port } }
        return status != nil
    }

    /// /healthz says whether the database answered within a minute.
    private func page(_ path: String) -> LoopbackServer.Page? {
        let isHealthy = answeredAt.map { .now() - $0 < .seconds(60) } ?? false
        switch path {
        case "/healthz":
            return LoopbackServer.Page(status: isHealthy ? 200 : 503, text: isHealthy ? "ok\n" : "no database\n")
        case "/metrics":
            let isConnected = database.connection.phase == .ready
            return LoopbackServer.Page(
                text: dispatcher.metrics.text(inFlight: dispatcher.heldCount, isConnected: isConnected)
            )
        case _: return nil
        }
    }

    private func stop() {
        isStopping = true
        manager.stopping()
        log.write(.info, "stopping") { $0.count = dispatcher.heldCount }
        dispatcher.stop()
        loop.schedule(after: Self.gracePeriod) { [weak self] in
            self?.dispatcher.giveUp()
            // Whatever the database does: the leases end by themselves.
            self?.loop.schedule(after: .seconds(5)) { [weak self] in self?.loop.stop() }
        }
    }
}

extension Timestamp {
    /// The system's time of day.
    static var systemNow: Timestamp { Timestamp(microseconds: WallClock.microseconds()) }
}

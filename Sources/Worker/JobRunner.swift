import Domain
import Loop
import Postgres
import Repositories

/// Does the jobs that are due, one after the other, on a connection of its own: a step may take long.
final class JobRunner {
    /// Called when no job is due any more.
    var onIdle: () -> Void = {}
    /// Called when a job ended, with whether it succeeded.
    var onFinished: (Bool) -> Void = { _ in }

    private let connection: OnDemandConnection
    private let log: WorkerLog
    /// Whether a job is under way.
    private(set) var isBusy = false
    private var isStopping = false

    init(_ settings: ConnectionSettings, on loop: EventLoop, log: WorkerLog) {
        connection = OnDemandConnection(settings, on: loop)
        self.log = log
    }

    /// Does the jobs that are due; does nothing while it is at it.
    func run() {
        guard !isBusy, !isStopping else { return }
        isBusy = true
        connection.send(Jobs.claim()) { [weak self] result in
            guard let self else { return }
            guard case .success(let job?) = result else {
                if case .failure(let failure) = result { warn("job_claim_failed", failure) }
                isBusy = false
                return onIdle()
            }
            step(job, count: 0)
        }
    }

    /// Begins no further step; the lease of a job that isn't done ends by itself.
    func stop() {
        isStopping = true
        connection.close()
    }

    private func step(_ job: ClaimedJob, count: Int) {
        connection.send(Jobs.step(job)) { [weak self] result in
            guard let self else { return }
            switch result {
            case .success(let step) where step.hasMore && !isStopping: self.step(job, count: count + step.count)
            case .success(let step): finish(job, count: count + step.count, error: nil)
            case .failure(let failure): finish(job, count: count, error: failure)
            }
        }
    }

    private func finish(_ job: ClaimedJob, count: Int, error: PostgresError?) {
        log.write(error == nil ? .info : .error, error == nil ? "job_done" : "job_failed") { fields in
            fields.job = job.name
            fields.count = count
            fields.reason = error.map { $0.state ?? "\($0.kind)" }
        }
        guard !isStopping else { return }
        onFinished(error == nil)
        connection.send(Jobs.finish(job, count: count, error: error.map { $0.state ?? "\($0.kind)" })) {
            [weak self] _ in
            self?.isBusy = false
            self?.run()
        }
    }

    private func warn(_ event: StaticString, _ failure: PostgresError) {
        log.write(.warning, event) { $0.reason = failure.state ?? "\(failure.kind)" }
    }
}

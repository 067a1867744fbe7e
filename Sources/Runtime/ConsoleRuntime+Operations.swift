import Console
import Domain
import Postgres
import Repositories

/// Performs requests about incidents, workflows and jobs.
extension ConsoleRuntime {
    func handle(_ request: IncidentsRequest) throws(AccessError) {
        if request == .readStatus {
            updateChannels()
            return send(Incidents.status()) { .incidents(.statusRead($0)) }
        }
        let user = try requireUser(for: .readMetrics)
        switch request {
        case .readStatus: break
        case .readAll: send(try Incidents.all(for: user)) { .incidents(.allRead($0)) }
        case .readHistory(let id):
            send(try Incidents.history(of: id, for: user)) { .incidents(.historyRead(id, $0)) }
        case .readAssignees(let id):
            send(try Assignments.colleagues(for: user)) { .incidents(.assigneesRead(for: id, $0)) }
        case .change(let id, let change):
            self.change(try Incidents.change(id, change, by: user)) { .incidents(.changed(id, change, $0)) }
        }
    }

    func handle(_ request: WorkflowsRequest) throws(AccessError) {
        let user = try requireUser(for: .readMetrics)
        switch request {
        case .readAll(let span):
            let since = SystemClock.now() + (.zero - span.duration)
            send(try Workflows.all(since: since, for: user)) { .workflows(.allRead(span, $0)) }
        case .readRuns(let read):
            let runs = try Workflows.runs(read.filter, before: read.before, limit: read.limit, for: user)
            send(runs) { .workflows(.runsRead(read, $0)) }
        case .readRun(let id):
            send(try Workflows.run(id, for: user)) { .workflows(.runRead(id, $0)) }
        }
    }

    func handle(_ request: JobsRequest) throws(AccessError) {
        let user = try requireUser(for: .cleanUp)
        switch request {
        case .readAll:
            let workers = try Jobs.workers(for: user)
            connection.connection.send(try Jobs.all(for: user)) { [unowned self] result in
                switch result {
                case .failure(let error): dispatch(.jobs(.allRead(.failure(Failure(error)))))
                case .success(let jobs):
                    send(workers) { .jobs(.allRead($0.map { JobOverview(jobs: jobs, workers: $0) })) }
                }
            }
        case .run(let name):
            change(try Jobs.request(name, by: user)) { .jobs(.requested(name, $0)) }
        }
    }
}

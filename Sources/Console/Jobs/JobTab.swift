import Domain
import Screen
import Text

/// Jobs and workers on the operations page.
struct JobTab: Sendable {
    var list = RowList<Job>()
    var workers: [RunningWorker] = []
}

extension OperationsPage {
    func handleJobKey(_ key: Key, in state: inout State) -> [Effect] {
        guard key != .character("n") else { return jobs.list.selected.map { [.jobs(.run($0.name))] } ?? [] }
        var page = self
        page.jobs.list.handleKey(key)
        return state.present(page)
    }
}

extension State {
    /// The columns of jobs.
    var jobTable: Table<Job> {
        func say(_ phrase: JobPhrase) -> SafeText { language.safe(phrase) }
        let language = language
        return Table(columns: [
            TableColumn(heading: say(.name), width: 20) { (SafeText(UntrustedText($0.name)), .overlayTitle) },
            TableColumn(heading: say(.every), width: 8, isNumber: true, from: 60) {
                (say(.seconds($0.everySeconds)), .overlayDisabled)
            },
            TableColumn(heading: say(.last), width: 11) { [self] job in
                job.isRunning ? (say(.running), .accent) : (moment(job.startedAt), .overlay)
            },
            TableColumn(heading: say(.took), width: 7, isNumber: true, from: 60) { job in
                (language.duration(job.milliseconds.map(Double.init)), .overlayDisabled)
            },
            TableColumn(heading: say(.count), width: 8, isNumber: true, from: 90) { job in
                (job.count.map { SafeText(trusted: grouped(Int64($0))) } ?? "–", .overlayDisabled)
            },
            TableColumn(heading: say(.next), width: 11, from: 74) { [self] in (moment($0.nextAt), .overlayDisabled) },
            TableColumn(heading: say(.result), width: nil, from: 50) { job in
                if let error = job.error { return (SafeText(error), .error) }
                return (job.finishedAt == nil ? .empty : say(.succeeded), .overlayDisabled)
            },
        ])
    }

    /// The columns of workers.
    var workerTable: Table<RunningWorker> {
        func say(_ phrase: JobPhrase) -> SafeText { language.safe(phrase) }
        return Table(columns: [
            TableColumn(heading: say(.worker), width: nil) { (SafeText($0.host), .overlayTitle) },
            TableColumn(heading: say(.process), width: 9, isNumber: true, from: 60) {
                (SafeText(trusted: String($0.processID)), .overlayDisabled)
            },
            TableColumn(heading: say(.since), width: 11, from: 50) { [self] in (moment($0.startedAt), .overlayDisabled)
            },
            TableColumn(heading: say(.seen), width: 11) { [self] worker in
                let isHere = now - worker.seenAt < .seconds(120)
                return (moment(worker.seenAt), isHere ? .success : .overlayDisabled)
            },
        ])
    }

    mutating func handle(_ event: JobsEvent) -> [Effect] {
        switch event {
        case .allRead(let result):
            updateOperations(with: result) { page, overview in
                if let overview {
                    page.jobs.list.replace(with: overview.jobs, by: \.name)
                    page.jobs.workers = overview.workers
                }
                return page.tab == .jobs
            }
        case .requested(let name, .success):
            showNotice(JobPhrase.requested(SafeText(UntrustedText(name)).plain))
            return refreshOverlay()
        case .requested(_, .failure(let failure)):
            showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
        return []
    }
}

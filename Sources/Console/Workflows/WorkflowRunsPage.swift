import Domain
import Screen
import Text

/// The runs of a workflow, newest first; scrolling down reads older ones.
package struct WorkflowRunsPage: RefreshingOverlay {
    package let parent: (any Overlay)?
    private let name: SafeText
    private let span: WorkflowSpan
    private var filter: WorkflowRunFilter
    private var list = RowList<WorkflowRun>()
    private var hasMore = true
    /// The page of runs asked for; nil if there is none.
    private var pending: WorkflowRunsRequest?
    private var problem: Failure?

    /// Runs per request.
    package static let pageSize = 100
    /// The most runs that are read again at once.
    private static let largestPage = 1_000

    init(of workflow: Workflow, _ span: WorkflowSpan, parent page: OperationsPage, at now: Timestamp) {
        parent = page
        name = SafeText(workflow.name)
        self.span = span
        filter = WorkflowRunFilter()
        filter.workflow = workflow.name.original
        filter.since = now + (.zero - span.duration)
    }

    mutating func refresh() -> [Effect] {
        guard pending == nil else { return [] }
        return read(before: nil, limit: max(Self.pageSize, min(list.count, Self.largestPage)))
    }

    private mutating func read(before: WorkflowRun.Position?, limit: Int) -> [Effect] {
        let read = WorkflowRunsRequest(filter: filter, before: before, limit: limit)
        pending = read
        return [.workflows(.readRuns(read))]
    }

    /// Shows the runs read, unless others were asked for since.
    mutating func handle(_ result: Result<[WorkflowRun], Failure>, for read: WorkflowRunsRequest) {
        guard pending == read else { return }
        pending = nil
        switch result {
        case .success(let runs):
            problem = nil
            hasMore = runs.count == read.limit
            if read.before == nil { list.replace(with: runs, by: \.id) } else { list.append(runs) }
        case .failure(let failure): problem = failure
        }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        switch key {
        case .character("q"), .left: return close(in: &state)
        case .character("r"):
            page.pending = nil
            return page.open(in: &state)
        case .character("f"):
            page.filter.status = page.filter.status.next
            page.pending = nil
            page.list = RowList()
            return page.open(in: &state)
        case .enter:
            return list.selected.map { WorkflowRunPage($0, parent: self).open(in: &state) } ?? []
        default: page.list.handleKey(key)
        }
        var effects: [Effect] = []
        if hasMore, pending == nil, let last = list.rows?.last, page.list.index > list.count - 30 {
            effects = page.read(before: last.position, limit: Self.pageSize)
        }
        return state.present(page) + effects
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        func say(_ phrase: WorkflowPhrase) -> SafeText { state.language.safe(phrase) }
        let inside = drawBox(
            name.truncated(to: 60),
            say(.runsHint),
            columns: 150,
            rows: max(8, canvas.size.rows - 6),
            on: &canvas
        )
        let (head, rest) = inside.splitTop(2)
        var line = LineWriter(head, ground: .overlay)
        if let problem {
            line.add(state.language.safe(OutcomePhrase.failed(problem)), .noticeWarning, on: &canvas)
        } else {
            line.add(say(.runsShown(filter.status)), .overlay, on: &canvas)
            line.add(state.language.safe(OperationsPhrase.span(span)), .overlayDisabled, gap: 2, on: &canvas)
        }
        guard let runs = list.rows, !runs.isEmpty else {
            if list.rows != nil || problem == nil {
                drawPlaceholder(list.rows == nil ? say(.reading) : say(.noRuns), in: rest, on: &canvas)
            }
            return
        }
        let table = state.runTable
        table.drawHead(in: head.inset(top: 1), on: &canvas)
        drawList(runs, cursor: list.index, in: rest, on: &canvas) { table.draw($0, in: $1, $2, on: &$3) }
    }
}

extension WorkflowRun.Status? {
    /// The next filter: everything, then each status, the worst first.
    fileprivate var next: Self {
        switch self {
        case nil: .failed
        case .failed?: .running
        case .running?: .completed
        case .completed?: .pending
        case .pending?: nil
        }
    }
}

extension State {
    /// The columns of runs.
    fileprivate var runTable: Table<WorkflowRun> {
        func say(_ phrase: WorkflowPhrase) -> SafeText { language.safe(phrase) }
        let language = language
        return Table(columns: [
            TableColumn(heading: say(.began), width: 11) { [self] run in (moment(run.startedAt), .age) },
            TableColumn(heading: say(.status), width: 12) { run in
                (say(.statusOf(run)), run.status.ink(isStale: run.isStale))
            },
            TableColumn(heading: say(.took), width: 8, isNumber: true) { run in
                (language.duration(run.milliseconds.map(Double.init)), .overlay)
            },
            TableColumn(heading: say(.retries), width: 7, isNumber: true, from: 70) { run in
                (run.retries == 0 ? .empty : SafeText(trusted: String(run.retries)), .overlayDisabled)
            },
            TableColumn(heading: say(.execution), width: 14, from: 100) { run in
                (run.execution.map { SafeText($0) } ?? "–", .overlayDisabled)
            },
            TableColumn(heading: say(.error), width: nil, from: 50) { run in
                (run.error.map { SafeText($0) } ?? .empty, .overlayDisabled)
            },
        ])
    }
}

extension WorkflowRun.Status {
    /// The style it is drawn in.
    func ink(isStale: Bool) -> StyleRole {
        switch self {
        case .failed: .error
        case .completed: .success
        case .pending, .running: isStale ? .error : .accent
        }
    }
}

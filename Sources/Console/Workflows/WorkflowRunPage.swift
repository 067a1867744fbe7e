import Domain
import Screen
import Text

/// One run with its masked input and output.
package struct WorkflowRunPage: DetailsOverlay {
    package let parent: (any Overlay)?
    /// The run, as last read; without its content before.
    var run: WorkflowRun
    private var problem: Failure?
    var first = 0

    init(_ run: WorkflowRun, parent page: WorkflowRunsPage) {
        self.run = run
        parent = page
    }

    /// Reads the run until it has ended: its content doesn't change afterwards.
    mutating func refresh() -> [Effect] {
        let isOver = run.content != nil && (run.status == .completed || run.status == .failed)
        return isOver ? [] : [.workflows(.readRun(run.id))]
    }

    /// Shows the run read.
    mutating func handle(_ result: Result<WorkflowRun?, Failure>) {
        switch result {
        case .success(let found?):
            problem = nil
            run = found
            run.content = found.content.map {
                WorkflowRun.Content(input: $0.input.indentedJSON, output: $0.output.indentedJSON)
            }
        case .success(nil): problem = .refused(.notFound)
        case .failure(let failure): problem = failure
        }
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        details(in: state).draw(
            SafeText(run.workflow).truncated(to: 60),
            state.language.safe(OperationsPhrase.backHint),
            from: first,
            on: &canvas
        )
    }

    func details(in state: State) -> Details {
        func say(_ phrase: WorkflowPhrase) -> SafeText { state.language.safe(phrase) }
        var details = Details(problem: problem, in: state.language)
        details.add(say(.status), say(.statusOf(run)), run.status.ink(isStale: run.isStale))
        details.add(say(.began), state.moment(run.startedAt))
        details.add(say(.took), state.language.duration(run.milliseconds.map(Double.init)))
        if run.retries > 0 { details.add(say(.retries), SafeText(trusted: String(run.retries))) }
        if let execution = run.execution { details.add(say(.execution), execution) }
        if let error = run.error { details.add(say(.error), error, .error) }
        if let content = run.content {
            details.heading(say(.input))
            details.paragraph(content.input)
            details.heading(say(.output))
            details.paragraph(content.output)
        } else if problem == nil {
            details.heading(say(.reading))
        }
        return details
    }
}

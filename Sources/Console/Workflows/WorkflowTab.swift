import Domain
import Screen
import Text

/// The workflows of a span, on the operations page.
struct WorkflowTab: Sendable {
    var span = WorkflowSpan.day
    var list = RowList<Workflow>()
}

extension OperationsPage {
    func handleWorkflowKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        switch key {
        case .character("t"):
            page.workflows.span = workflows.span.next
            return page.open(in: &state)
        case .enter:
            guard let workflow = workflows.list.selected else { return [] }
            return WorkflowRunsPage(of: workflow, workflows.span, parent: self, at: state.now).open(in: &state)
        default:
            page.workflows.list.handleKey(key)
            return state.present(page)
        }
    }
}

extension WorkflowSpan {
    /// The next longer span, and the shortest after the longest.
    var next: Self {
        switch self {
        case .hour: .day
        case .day: .week
        case .week: .hour
        }
    }
}

extension State {
    /// The columns of workflows.
    var workflowTable: Table<Workflow> {
        func say(_ phrase: WorkflowPhrase) -> SafeText { language.safe(phrase) }
        let language = language
        return Table(columns: [
            TableColumn(heading: say(.name), width: nil) { (SafeText($0.name), .overlayTitle) },
            TableColumn(heading: say(.runs), width: 7, isNumber: true, from: 50) {
                (SafeText(trusted: grouped(Int64($0.runs))), .overlay)
            },
            TableColumn(heading: say(.failed), width: 7, isNumber: true) {
                (language.percent($0.failed, of: $0.runs), $0.failed > 0 ? .warning : .overlayDisabled)
            },
            TableColumn(heading: "p50", width: 7, isNumber: true, from: 60) {
                (language.duration($0.p50), .overlayDisabled)
            },
            TableColumn(heading: "p95", width: 7, isNumber: true, from: 60) {
                (language.duration($0.p95), .overlayDisabled)
            },
            TableColumn(heading: "24 h", width: 24, from: 74) { (.sparkline($0.hours), .chart) },
            TableColumn(heading: say(.lastError), width: 30, from: 110) { workflow in
                (workflow.lastError.map { SafeText($0) } ?? "–", .overlayDisabled)
            },
        ])
    }

    mutating func handle(_ event: WorkflowsEvent) -> [Effect] {
        switch event {
        case .allRead(let span, let result):
            updateOperations(with: result) { page, workflows in
                guard page.workflows.span == span else { return false }
                if let workflows { page.workflows.list.replace(with: workflows, by: \.name) }
                return page.tab == .workflows
            }
        case .runsRead(let read, let result):
            updateOverlay(WorkflowRunsPage.self) { $0.handle(result, for: read) }
        case .runRead(let id, let result):
            updateOverlay(WorkflowRunPage.self) { if $0.run.id == id { $0.handle(result) } }
        }
        return []
    }
}

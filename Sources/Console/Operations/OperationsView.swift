import Domain
import Screen
import Text

/// Draws the operations page: its tabs, a line about the tab, the headings, then a row per thing.
struct OperationsDrawing {
    let page: OperationsPage
    let state: State

    func draw(on canvas: inout Canvas) {
        let inside = drawBox(
            text(.title),
            hint,
            columns: 150,
            rows: max(8, canvas.size.rows - 6),
            on: &canvas
        )
        let (head, list) = inside.splitTop(3)
        drawTabs(in: head.splitTop(1).top, on: &canvas)
        drawSummary(in: head.inset(top: 1).splitTop(1).top, on: &canvas)
        let names = head.inset(top: 2).splitTop(1).top
        switch page.tab {
        case .incidents: draw(state.incidentTable, page.incidents, names, list, on: &canvas)
        case .workflows: draw(state.workflowTable, page.workflows.list, names, list, on: &canvas)
        case .webhooks: draw(state.webhookTable, page.webhooks, names, list, on: &canvas)
        case .deliveries: draw(state.deliveryTable, page.deliveries.list, names, list, on: &canvas)
        case .deadLetters: draw(state.deliveryTable, page.deadLetters.list, names, list, on: &canvas)
        case .jobs: drawJobs(names, list, on: &canvas)
        }
    }

    private func draw<Row>(
        _ table: Table<Row>,
        _ list: RowList<Row>,
        _ names: Rect,
        _ rect: Rect,
        on canvas: inout Canvas
    ) {
        guard let rows = list.rows, !rows.isEmpty else {
            if list.rows != nil || page.problem == nil {
                drawPlaceholder(text(list.rows == nil ? .reading : .nothing(page.tab)), in: rect, on: &canvas)
            }
            return
        }
        table.drawHead(in: names, on: &canvas)
        drawList(rows, cursor: list.index, in: rect, on: &canvas) { table.draw($0, in: $1, $2, on: &$3) }
    }

    /// Draws the jobs, and below them the workers, of which at least the first few are visible.
    private func drawJobs(_ names: Rect, _ rect: Rect, on canvas: inout Canvas) {
        guard page.jobs.list.rows != nil else { return draw(state.jobTable, page.jobs.list, names, rect, on: &canvas) }
        let workers = page.jobs.workers
        let gap = rect.size.rows < 8 ? 0 : 1
        let wanted = min(max(1, workers.count) + 1 + gap, rect.size.rows / 2)
        let (above, below) = rect.splitTop(min(page.jobs.list.count, rect.size.rows - wanted))
        draw(state.jobTable, page.jobs.list, names, above, on: &canvas)
        let workerRows = below.inset(top: gap)
        guard !workers.isEmpty else {
            var line = LineWriter(workerRows, ground: .overlay)
            return line.add(text(.noWorkers), .warning, on: &canvas)
        }
        let (head, rest) = workerRows.splitTop(1)
        state.workerTable.drawHead(in: head, on: &canvas)
        for (row, worker) in workers.prefix(rest.size.rows).enumerated() {
            state.workerTable.draw(worker, in: rest.inset(top: row).splitTop(1).top, .overlay, on: &canvas)
        }
    }

    /// Draws the tabs' names; where they don't fit, that of the tab shown and its number.
    private func drawTabs(in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        let names = page.tabs.map { text(.tab($0)) }
        let gap = names.reduce(0) { $0 + $1.width } + 3 * (names.count - 1) <= rect.size.columns ? 3 : 2
        guard names.reduce(0, { $0 + $1.width }) + gap * (names.count - 1) <= rect.size.columns else {
            let place = (page.tabs.firstIndex(of: page.tab) ?? 0) + 1
            line.addRight(SafeText(trusted: "\(place)/\(names.count)"), .overlayDisabled, on: &canvas)
            line.add("‹ " + text(.tab(page.tab)) + " ›", .overlayTitle, on: &canvas)
            return
        }
        for (number, name) in names.enumerated() {
            let isShown = page.tabs[number] == page.tab
            line.add(name, isShown ? .overlayTitle : .overlayDisabled, gap: number == 0 ? 0 : gap, on: &canvas)
        }
    }

    /// Draws why what is shown may be old, or else what the tab shows.
    private func drawSummary(in rect: Rect, on canvas: inout Canvas) {
        var line = LineWriter(rect, ground: .overlay)
        if let problem = page.problem {
            line.add(state.language.safe(OutcomePhrase.failed(problem)), .noticeWarning, on: &canvas)
        } else if let summary {
            line.add(summary, .overlayDisabled, on: &canvas)
        }
    }

    private var summary: SafeText? {
        switch page.tab {
        case .incidents: text(.openIncidents(page.incidents.rows?.count { $0.isOpen }))
        case .workflows: text(.span(page.workflows.span))
        case .webhooks: text(.lastDay)
        case .deliveries: page.text(of: page.deliveries.filter, in: state.language)
        case .deadLetters: page.text(of: page.deadLetters.filter, in: state.language)
        case .jobs: .empty
        }
    }

    /// The keys that the user may use in the tab.
    private var hint: SafeText {
        let own: OperationsPhrase =
            switch page.tab {
            case .incidents: .incidentsHint
            case .workflows: .workflowsHint
            case .webhooks: .webhooksHint
            case .deliveries: .deliveriesHint
            case .deadLetters: .deadLettersHint
            case .jobs: .jobsHint
            }
        return text(own)
    }

    private func text(_ phrase: OperationsPhrase) -> SafeText { state.language.safe(phrase) }
}

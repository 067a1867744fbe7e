import Domain
import Screen
import Text

/// How the house does, in tabs: incidents, workflows, webhooks, deliveries, dead letters and jobs.
package struct OperationsPage: RefreshingOverlay {
    /// A tab.
    enum Tab: Sendable, CaseIterable {
        case incidents, workflows, webhooks, deliveries, deadLetters, jobs

        /// The right to see it.
        var capability: Capability {
            switch self {
            case .incidents, .workflows: .readMetrics
            case .webhooks, .deliveries, .deadLetters: .manageWebhooks
            case .jobs: .cleanUp
            }
        }
    }

    /// The tabs that the user may see, at least one.
    let tabs: [Tab]
    /// The tab shown.
    var tab: Tab
    var incidents = RowList<Incident>()
    var workflows = WorkflowTab()
    var webhooks = RowList<Webhook>()
    var deliveries = DeliveryTab(DeliveryFilter())
    var deadLetters = DeliveryTab(.dead)
    var jobs = JobTab()
    /// Why the tab couldn't be read; nil if it could.
    var problem: Failure?

    /// Creates the page with the tabs that a user may see; nil if there are none.
    init?(for user: CurrentUser) {
        tabs = Tab.allCases.filter { user.can($0.capability) }
        guard let first = tabs.first else { return nil }
        tab = first
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        switch key {
        case .character("q"): close(in: &state)
        case .tab, .right: show(step: 1, in: &state)
        case .backtab, .left: show(step: -1, in: &state)
        case .character("r"): reread(in: &state)
        default:
            if let place = key.typed?.wholeNumberValue, tabs.indices.contains(place - 1) {
                show(tabs[place - 1], in: &state)
            } else {
                handleTabKey(key, in: &state)
            }
        }
    }

    private func handleTabKey(_ key: Key, in state: inout State) -> [Effect] {
        switch tab {
        case .incidents: handleIncidentKey(key, in: &state)
        case .workflows: handleWorkflowKey(key, in: &state)
        case .webhooks: handleWebhookKey(key, in: &state)
        case .deliveries, .deadLetters: handleDeliveryKey(key, in: &state)
        case .jobs: handleJobKey(key, in: &state)
        }
    }

    private func show(step: Int, in state: inout State) -> [Effect] {
        let place = tabs.firstIndex(of: tab) ?? 0
        return show(tabs[(place + step + tabs.count) % tabs.count], in: &state)
    }

    private func show(_ tab: Tab, in state: inout State) -> [Effect] {
        var page = self
        page.tab = tab
        page.problem = nil
        return page.open(in: &state)
    }

    private func reread(in state: inout State) -> [Effect] {
        var page = self
        page.forgetPendingRead()
        return page.open(in: &state)
    }

    /// Drops a page of deliveries asked for, so that it is asked for again.
    private mutating func forgetPendingRead() {
        deliveries.pending = nil
        deadLetters.pending = nil
    }

    mutating func refresh() -> [Effect] {
        switch tab {
        case .incidents: [.incidents(.readAll)]
        case .workflows: [.workflows(.readAll(workflows.span))]
        case .webhooks: [.webhooks(.readAll)]
        // The filter names webhooks.
        case .deliveries: deliveries.refresh() + (webhooks.rows == nil ? [.webhooks(.readAll)] : [])
        case .deadLetters: deadLetters.refresh() + (webhooks.rows == nil ? [.webhooks(.readAll)] : [])
        case .jobs: [.jobs(.readAll)]
        }
    }

    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return []
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        OperationsDrawing(page: self, state: state).draw(on: &canvas)
    }
}

extension State {
    /// Opens the operations page.
    mutating func showOperations() -> [Effect] {
        user.flatMap { OperationsPage(for: $0) }?.open(in: &self) ?? []
    }

    /// Applies what was read to the operations page, or says there why it couldn't be; does nothing if it is closed.
    /// `change` gets nil for a failure, and returns whether the page shows what was asked for.
    mutating func updateOperations<Answer>(
        with result: Result<Answer, Failure>,
        _ change: (inout OperationsPage, Answer?) -> Bool
    ) {
        guard var page = overlay(of: OperationsPage.self) else { return }
        switch result {
        case .success(let answer): if change(&page, answer) { page.problem = nil }
        case .failure(let failure): if change(&page, nil) { page.problem = failure }
        }
        overlay = page
    }
}

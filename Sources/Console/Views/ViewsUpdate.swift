import Domain
import Text

/// Reading and changing saved views.
extension State {
    /// Opens the list of views, with the cursor on the current one.
    mutating func chooseViews() -> [Effect] {
        rebuildViewItems()
        let shown = views.item(showing: inbox.query) ?? views.items.first
        let effects = shown.map { present(ViewsPage(cursor: $0.id)) } ?? []
        return effects + views.read(at: now) + inbox.readCounters(at: now)
    }

    /// Whether views are on screen.
    private var showsViews: Bool { !panes.sidebar.isEmpty || overlay(of: ViewsPage.self) != nil }

    /// Rereads the views if they are on screen and out of date.
    mutating func readViews() -> [Effect] {
        guard user != nil, showsViews else { return [] }
        return views.readAt.map { now - $0 >= ViewsState.readingPause } ?? true ? views.read(at: now) : []
    }

    /// Handles a response about views.
    mutating func handle(_ event: ViewsEvent) -> [Effect] {
        switch event {
        case .read(let result):
            views.isReading = false
            // A response older than a pending move would undo it for a moment.
            if let saved = savedViews(from: result), views.pendingMoveCount == 0 { views.saved = saved }
            rebuildViewItems()
            return []
        case .changed(let request, .success):
            views.finishMove(request)
            handleSuccess(of: request)
            views.isReading = false
            return views.read(at: now)
        case .changed(let request, .failure(let failure)):
            views.finishMove(request)
            showFailure(request, of: failure)
            views.isReading = false
            return views.read(at: now)
        }
    }

    /// A failed read only matters while the list of views is open.
    private mutating func savedViews(from result: Result<[SavedView], Failure>) -> [SavedView]? {
        switch result {
        case .success(let saved): return saved
        case .failure(let failure):
            if overlay(of: ViewsPage.self) != nil { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
            return nil
        }
    }

    private mutating func handleSuccess(of request: ViewsRequest) {
        switch request {
        case .save(let content, let earlier):
            closeSentForm(ViewForm.self)
            if let earlier {
                views.replace(earlier, with: content)
                rebuildViewItems()
            }
            showNotice(ViewsPhrase.saved(SafeText(UntrustedText(content.name)).plain))
        case .delete: showNotice(ViewsPhrase.deleted)
        case .read, .move: break
        }
    }

    /// Shows why a request failed, in specific words where the general phrase says too little.
    private mutating func showFailure(_ request: ViewsRequest, of failure: Failure) {
        switch (request, failure) {
        case (.save, .refused(.alreadyExists)): rejectViewForm(with: .nameTaken, at: .name)
        case (.save, .refused(.invalidInput)): rejectViewForm(with: .rejected, at: .name)
        case (.save, .refused(.conflict)): rejectViewForm(with: .changedMeanwhile, at: .name)
        case (.save, _): showFailure(ViewForm.self, inSentForm: failure)
        case (.delete, .refused(.conflict)): showNotice(ViewsPhrase.changedMeanwhile, severity: .warning)
        case (.delete, _), (.read, _), (.move, _): showNotice(OutcomePhrase.failed(failure), severity: .warning)
        }
    }

    private mutating func rejectViewForm(with phrase: ViewsPhrase, at field: ViewForm.Name) {
        guard let page = overlay(of: ViewForm.self), page.form.isSending else {
            return showNotice(phrase, severity: .warning)
        }
        overlay = page.rejected(with: language.safe(phrase), at: field)
    }
}

/// Showing a view in the list.
extension State {
    /// Shows a built-in view.
    mutating func showBuiltInView(_ view: BuiltInView) -> [Effect] {
        showInbox(view.query(own: ownZones, order: inbox.query.order))
    }

    /// Shows a view and moves the focus to the list. The order stays unless the view names one.
    mutating func showView(_ line: ViewItem) -> [Effect] {
        guard case .success(var query) = line.query else { return [] }
        if let saved = line.saved {
            let reading = QueryParser(zones: zones, own: user?.zones ?? [])
            query = (try? reading.parse(saved.query.original, order: inbox.query.order)) ?? query
        } else if case .builtIn(let view) = line.id {
            query = view.query(own: ownZones, order: inbox.query.order)
        }
        overlay = nil
        if focus != .inbox, !panes.isSplit { closeThread() }
        focus = .inbox
        return showInbox(query)
    }
}

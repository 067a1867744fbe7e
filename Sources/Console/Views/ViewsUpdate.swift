import Domain
import Text

/// Reading the views, and what came of changing them.
extension State {
    /// Opens the list of views with the cursor on the one that the list shows.
    mutating func chooseViews() -> [Effect] {
        layOutViews()
        let shown = shownView ?? views.lines.first
        let effects = shown.map { turn(to: ViewsPage(cursor: $0.name)) } ?? []
        return effects + readSavedViews() + [readCounters()].compactMap { $0 }
    }

    /// Whether views are on the screen.
    private var showsViews: Bool { !panes.views.isEmpty || page(ViewsPage.self) != nil }

    /// Asks for what is on the screen, where it is old enough.
    mutating func readViews() -> [Effect] {
        guard reader != nil, showsViews else { return [] }
        return views.readAt.map { now - $0 >= ViewsState.readingPause } ?? true ? readSavedViews() : []
    }

    private mutating func readSavedViews() -> [Effect] {
        guard !views.isReading else { return [] }
        views.isReading = true
        views.readAt = now
        return [.views(.read)]
    }

    /// Takes in what the server answered.
    mutating func take(_ answer: ViewsAnswer) -> [Effect] {
        switch answer {
        case .read(let result):
            views.isReading = false
            // What was read before a view was moved would move it back for a moment.
            if let saved = take(result), views.moving == 0 { views.saved = saved }
            layOutViews()
            return []
        case .changed(let request, .success):
            noteMoved(request)
            settle(request)
            views.isReading = false
            return readSavedViews()
        case .changed(let request, .failure(let failure)):
            noteMoved(request)
            refuse(request, failure)
            views.isReading = false
            return readSavedViews()
        }
    }

    /// A failure is worth a word only to who looks at the list of views.
    private mutating func take(_ result: Result<[SavedView], Failure>) -> [SavedView]? {
        switch result {
        case .success(let saved): return saved
        case .failure(let failure):
            if page(ViewsPage.self) != nil { say(OutcomePhrase.failed(failure), .warning) }
            return nil
        }
    }

    private mutating func settle(_ request: ViewsRequest) {
        switch request {
        case .save(let content, let earlier):
            formSucceeded(ViewForm.self)
            if let earlier { replace(earlier, with: content) }
            say(ViewsPhrase.saved(SafeText(UntrustedText(content.name)).plain))
        case .delete: say(ViewsPhrase.deleted)
        case .read, .move: break
        }
    }

    /// What was just saved is known before it has been read again, so that the next key acts on it and not on what it was.
    private mutating func replace(_ earlier: SavedView, with content: SavedViewContent) {
        guard let place = views.saved.firstIndex(where: { $0.id == earlier.id && $0.version == earlier.version })
        else { return }
        views.saved[place].name = UntrustedText(content.name)
        views.saved[place].query = UntrustedText(content.query)
        views.saved[place].isShared = content.isShared
        views.saved[place].version += 1
        layOutViews()
    }

    /// Says why not, where the words of every failure would say too little.
    private mutating func refuse(_ request: ViewsRequest, _ failure: Failure) {
        switch (request, failure) {
        case (.save, .refused(.taken)): refuse(.nameTaken, at: .name)
        case (.save, .refused(.badInput)): refuse(.cannotBe, at: .name)
        case (.save, .refused(.lostRace)): refuse(.changedMeanwhile, at: .name)
        case (.save, _): formFailed(ViewForm.self, failure)
        case (.delete, .refused(.lostRace)): say(ViewsPhrase.changedMeanwhile, .warning)
        case (.delete, _), (.read, _), (.move, _): say(OutcomePhrase.failed(failure), .warning)
        }
    }

    private mutating func refuse(_ phrase: ViewsPhrase, at field: ViewForm.Name) {
        guard let page = page(ViewForm.self), page.form.isSending else { return say(phrase, .warning) }
        overlay = .page(page.refused(language.safe(phrase), at: field))
    }
}

/// Showing what a view is.
extension State {
    /// Shows a view that every console has.
    mutating func show(_ view: BuiltInView) -> [Effect] {
        show(view.query(own: ownZones, order: inbox.query.order))
    }

    /// Shows a view in the list, which is then what one sees. The order stays where the view doesn't name one.
    mutating func show(_ line: ViewLine) -> [Effect] {
        guard case .success(var query) = line.query else { return [] }
        if let saved = line.saved {
            let reading = QueryReading(zones: zones, own: reader?.zones ?? [])
            query = (try? reading.query(saved.query.original, order: inbox.query.order)) ?? query
        } else if case .builtIn(let view) = line.name {
            query = view.query(own: ownZones, order: inbox.query.order)
        }
        overlay = nil
        if focus != .inbox, !panes.isSplit { closeThread() }
        focus = .inbox
        return show(query)
    }
}

import Domain
import Screen
import Text

/// The audit trail, newest first, one line per entry; scrolling down reads older entries.
package struct AuditPage: Overlay {
    /// The filter of the entries.
    let query: AuditQuery
    /// The entries' lines, newest first; nil until the first page was read.
    var lines: [AuditLine]?
    /// Index of the line under the cursor.
    var index = 0
    /// Whether there may be older entries to read.
    var hasMore = true
    /// Whether a page is being read.
    var isReading = true

    /// Entries per request.
    package static let pageSize = 100

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        switch key {
        case .character("q"):
            return close(in: &state)
        case .character("f"), .character("/"):
            return state.present(AuditFilter(parent: self, state.language))
        case .enter:
            guard let line = lines?.element(at: index) else { return [] }
            return state.present(AuditEntryPage(entry: line.entry, parent: self))
        case .character("g"), .home: page.index = 0
        case .character("G"), .end: page.index = max(0, (lines?.count ?? 0) - 1)
        default: page.index = max(0, min(index + key.step, (lines?.count ?? 0) - 1))
        }
        let read = page.readMore()
        return state.present(page) + read
    }

    /// Requests older entries before the cursor reaches the last line.
    private mutating func readMore() -> [Effect] {
        guard hasMore, !isReading, let lines, index > lines.count - 30 else { return [] }
        isReading = true
        return [.audit(.readPage(AuditPageRequest(query: query, last: lines.last?.entry)))]
    }

    /// Returns the page with entries appended.
    func appending(_ entries: [AuditEntry], in language: Language) -> Self {
        var page = self
        page.lines = (lines ?? []) + entries.map { AuditLine($0, language) }
        page.hasMore = entries.count == Self.pageSize
        page.isReading = false
        return page
    }

    /// Returns whether the page waits for this request's response; others are dropped.
    func isWaiting(for read: AuditPageRequest) -> Bool {
        isReading && query == read.query && lines?.last?.entry == read.last
    }

    /// Returns the page after its pending request failed.
    func withoutPendingRead() -> Self {
        var page = self
        page.isReading = false
        page.lines = lines ?? []
        return page
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        AuditDrawing(page: self, state: state).draw(on: &canvas)
    }
}

/// An audit entry with its texts, prepared once for drawing.
struct AuditLine: Sendable {
    let entry: AuditEntry
    let actor: SafeText
    let sentence: SafeText

    init(_ entry: AuditEntry, _ language: Language) {
        self.entry = entry
        actor = SafeText(entry.actorName ?? entry.session.login)
        sentence = SafeText(UntrustedText(language.text(AuditPhrase.did(entry))))
    }
}

extension State {
    /// Shows the audit trail of the open conversation if the thread has the focus, else of everything.
    mutating func showAudit() -> [Effect] {
        let conversation = focus == .thread ? thread?.conversation.id : nil
        return showAudit(AuditQuery(key: conversation?.description))
    }

    /// Shows the entries that match a query, newest first.
    mutating func showAudit(_ query: AuditQuery) -> [Effect] {
        present(AuditPage(query: query)) + [.audit(.readPage(AuditPageRequest(query: query, last: nil)))]
    }

    mutating func handle(_ event: AuditEvent) -> [Effect] {
        switch event {
        case .pageRead(let read, let result): handleAuditPage(read, result)
        }
    }

    /// Appends a page of the audit trail; drops it if the current audit page didn't request it.
    private mutating func handleAuditPage(_ read: AuditPageRequest, _ result: Result<[AuditEntry], Failure>) -> [Effect]
    {
        switch result {
        case .success(let entries):
            let language = language
            replaceAudit { page in page.isWaiting(for: read) ? page.appending(entries, in: language) : nil }
        case .failure(let failure):
            let isWanted = replaceAudit { page in page.isWaiting(for: read) ? page.withoutPendingRead() : nil }
            if isWanted { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
        }
        return []
    }

    /// Replaces the audit page, shown or below one of its entries; returns false if there is none, or `change` returns
    /// nil.
    @discardableResult
    private mutating func replaceAudit(_ change: (AuditPage) -> AuditPage?) -> Bool {
        if let page = overlay(of: AuditPage.self), let changed = change(page) {
            overlay = changed
            return true
        }
        guard var detail = overlay(of: AuditEntryPage.self), let changed = change(detail.auditPage) else {
            return false
        }
        detail.auditPage = changed
        overlay = detail
        return true
    }
}

extension Array {
    /// Returns the element at an index; nil if out of range.
    fileprivate func element(at place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}

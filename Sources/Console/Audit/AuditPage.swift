import Domain
import Screen
import Text

/// What was done in the house, newest first: a line an entry, more as one goes down.
package struct AuditPage: Page {
    package var parent: (any Page)? { nil }
    /// Which entries.
    let query: AuditQuery
    /// What they say, newest first; nil until the first were read.
    var lines: [AuditLine]?
    /// The place of the one under the cursor.
    var index = 0
    /// Whether there are older ones than were read.
    var hasMore = true
    /// Whether more are on their way.
    var isReading = true

    /// So many are read at once.
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
        default: page.index = max(0, min(index + state.listStep(of: key), (lines?.count ?? 0) - 1))
        }
        let read = page.readMore()
        return state.present(page) + read
    }

    /// Asks for older ones before the cursor is at the last.
    private mutating func readMore() -> [Effect] {
        guard hasMore, !isReading, let lines, index > lines.count - 30 else { return [] }
        isReading = true
        return [.audit(AuditPageRequest(query: query, last: lines.last?.entry))]
    }

    /// The page with what was read after its last line.
    func appending(_ entries: [AuditEntry], in language: Language) -> Self {
        var page = self
        page.lines = (lines ?? []) + entries.map { AuditLine($0, language) }
        page.hasMore = entries.count == Self.pageSize
        page.isReading = false
        return page
    }

    /// Whether this is what it waits for: an answer to an older question is dropped.
    func isWaiting(for read: AuditPageRequest) -> Bool {
        isReading && query == read.query && lines?.last?.entry == read.last
    }

    /// The page without what didn't come.
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

/// An entry with what it says, made ready for cells once.
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

/// A page of the trail that was asked for.
package struct AuditPageRequest: Sendable, Hashable {
    /// Which entries.
    package let query: AuditQuery
    /// The one after which they come; nil for the newest.
    package let last: AuditEntry?
}

extension State {
    /// Shows what was done: to the open conversation, else to everything.
    mutating func showAudit() -> [Effect] {
        let conversation = focus == .thread ? thread?.conversation.id : nil
        return showAudit(AuditQuery(key: conversation?.description))
    }

    /// Shows the entries of a query from the newest on.
    mutating func showAudit(_ query: AuditQuery) -> [Effect] {
        present(AuditPage(query: query)) + [.audit(AuditPageRequest(query: query, last: nil))]
    }

    /// Takes in a page of the trail; what another page asked for is dropped.
    mutating func handleAuditPage(_ read: AuditPageRequest, _ result: Result<[AuditEntry], Failure>) -> [Effect] {
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

    /// Changes the trail where it is seen, or lies under one of its entries; false where it isn't, or nothing changes.
    @discardableResult
    private mutating func replaceAudit(_ change: (AuditPage) -> AuditPage?) -> Bool {
        if let page = page(AuditPage.self), let changed = change(page) {
            overlay = .page(changed)
            return true
        }
        guard var detail = page(AuditEntryPage.self), let changed = change(detail.auditPage) else { return false }
        detail.auditPage = changed
        overlay = .page(detail)
        return true
    }
}

extension Array {
    /// The element at a place; nil outside.
    fileprivate func element(at place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}

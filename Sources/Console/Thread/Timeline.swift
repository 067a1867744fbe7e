import Domain
import Text

/// What happened to the open conversation beside its messages, as far as it has been read.
package struct Timeline: Sendable {
    /// An entry with its text converted to screen cells.
    struct Line: Sendable {
        let entry: TimelineEntry
        let text: SafeText
    }

    /// The maximum number of entries per page.
    package static let pageLimit = 100

    /// The entries, oldest first.
    private(set) var lines: [Line] = []
    /// Whether there may be entries before them.
    private(set) var hasBefore = false
    /// Whether a request for entries is pending.
    private var isReading = false
    /// The last deadline that passed while it was open; nil if none did.
    private var lastMissed: Timestamp?

    /// How many entries have been read.
    package var count: Int { lines.count }

    /// Requests the latest entries.
    mutating func readLatest(of id: Identifier<Conversation>) -> Effect {
        isReading = true
        return .thread(.readTimeline(id, before: nil))
    }

    /// Requests the entries before those at hand if the messages shown reach further back; nil if they don't, or if
    /// there are none or a request is pending.
    mutating func readEarlier(of id: Identifier<Conversation>, reaching moment: Timestamp?) -> Effect? {
        guard hasBefore, !isReading, let moment, let first = lines.first, moment < first.entry.at else { return nil }
        isReading = true
        return .thread(.readTimeline(id, before: first.entry))
    }

    /// Merges a page, newest first. The latest page replaces what it covers; if that leaves a gap, it replaces all.
    mutating func merge(_ page: [TimelineEntry], before entry: TimelineEntry?, in language: Language) {
        isReading = false
        let fresh = page.reversed().map { Line(entry: $0, text: language.safe(TimelinePhrase($0))) }
        let isFull = page.count >= Self.pageLimit
        guard entry == nil else {
            guard entry?.key == lines.first?.entry.key else { return }
            lines = fresh + lines
            hasBefore = isFull
            return
        }
        let kept = page.last.flatMap { oldest in lines.firstIndex { $0.entry.key == oldest.key } }
        lines = (kept.map { Array(lines[..<$0]) } ?? []) + fresh
        if kept == nil { hasBefore = isFull }
    }

    /// Gives up a failed request.
    mutating func drop() { isReading = false }

    /// Requests the latest entries for a deadline that has passed; nil if they were, or already have it.
    mutating func readLate(of id: Identifier<Conversation>, due: Timestamp) -> Effect? {
        guard lastMissed != due, !lines.contains(where: { $0.entry.event == .late && $0.entry.at == due }) else {
            return nil
        }
        lastMissed = due
        return readLatest(of: id)
    }
}

extension State {
    mutating func handleTimeline(
        _ result: Result<[TimelineEntry], Failure>,
        of id: Identifier<Conversation>,
        before entry: TimelineEntry?
    ) -> [Effect] {
        guard thread?.conversation.id == id else { return [] }
        switch result {
        case .success(let page):
            thread?.timeline.merge(page, before: entry, in: language)
            layOutThread()
            return readThreadNeighbours()
        case .failure:
            thread?.timeline.drop()
            return []
        }
    }

    /// Rereads the timeline once the answer of the open conversation has become late.
    mutating func readTimelineIfLate() -> Effect? {
        guard let open = thread?.conversation, let due = open.slaDueAt, due < now else { return nil }
        return thread?.timeline.readLate(of: open.id, due: due)
    }

    /// Folds what happened between two messages into one line, or shows it all.
    mutating func toggleTimeline() -> [Effect] {
        showsTimeline.toggle()
        layOutThread()
        return readThreadNeighbours()
    }
}

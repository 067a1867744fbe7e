import Domain
import Postgres

/// Changing many conversations in one transaction, with one report, and taking it back within ten seconds. What such a
/// change tells the outside waits until that time has passed.
package enum Bulk {
    /// Changes those that were marked. A single reassignment is a bulk of one: its report says who has it instead.
    /// What finishes leaves alone those where the guest wrote since. `reason` is kept in the history; at most 500 characters, nil for none. The server takes at most 10,000.
    package static func apply(
        _ change: BulkChange,
        to items: [BulkItem],
        reason: String? = nil,
        by reader: Reader
    ) throws(AccessError) -> Request<BulkReport> {
        try reader.require(change)
        return report(
            Statement("bulk_apply", SQLFiles.bulkApply, planned: .once),
            change.parameters + [
                Parameter(items.map(\.id)), Parameter(items.map(\.assignVersion)), Parameter(reason),
                Parameter(items.map(\.lastSequence)),
            ]
        )
    }

    /// Changes all that match the filter and have no message after `moment`, which is when the reader saw the list: at
    /// most `limit` (1 to 10,000) of them, the most urgent that wait longest first. What finishes names those where the
    /// guest wrote later among what was left alone.
    package static func applyToAll(
        _ change: BulkChange,
        matching query: InboxQuery,
        upTo moment: Timestamp,
        limit: Int32 = 10_000,
        reason: String? = nil,
        by reader: Reader
    ) throws(AccessError) -> Request<BulkReport> {
        try reader.require(change)
        let isPlain = query.narrowing.isEmpty
        return report(
            isPlain
                ? Statement("bulk_apply_to_all", SQLFiles.bulkApplyToAll, planned: .once)
                : Statement("bulk_apply_to_narrowed", SQLFiles.bulkApplyToNarrowed, planned: .once),
            change.parameters + [
                Parameter(query.states.map(\.label)), Parameter(query.priorities.map(\.rawValue)),
                Parameter(query.zones), Parameter(query.assignment.rawValue), Parameter(moment), Parameter(limit),
                Parameter(reason),
            ] + (isPlain ? [] : query.narrowing.parameters)
        )
    }

    /// Takes a change of one's own back, within ten seconds of it. What somebody changed since is left as it is, and
    /// said. `notPermitted`: somebody else's change; `notFound`: no such change; `illegalTransition`: too late, or
    /// taken back before.
    package static func undo(_ batch: Identifier<Batch>, by reader: Reader) throws(AccessError) -> Request<BulkReport> {
        try reader.require(.actInBulk)
        return report(Statement("bulk_undo", SQLFiles.bulkUndo, planned: .once), [Parameter(batch)])
    }

    private static func report(_ statement: Statement, _ parameters: [Parameter]) -> Request<BulkReport> {
        Request(
            writing: statement,
            parameters,
            decode: { rows throws(DecodingError) in try BulkReport(rows: rows) }
        )
        .limited(to: .seconds(60))
    }
}

extension Reader {
    /// Throws where the person may not make this change of many.
    fileprivate func require(_ change: BulkChange) throws(AccessError) {
        try require(.actInBulk)
        switch change {
        case .assign, .spread, .release: try require(.assign)
        case .priority: try require(.changePriority)
        case .addTags, .removeTags: try require(.changeTags)
        case .state(let state): try require(state == .archivee ? .archive : .changeState)
        }
    }
}

extension BulkChange {
    /// What it is, the person, the value, the tags.
    fileprivate var parameters: [Parameter] {
        let nobody: Identifier<Person>? = nil
        let nothing: String? = nil
        return switch self {
        case .assign(let person): Self.parameters("assign", person, nothing, [])
        case .spread(let rule): Self.parameters("spread", nobody, rule.rawValue, [])
        case .release: Self.parameters("release", nobody, nothing, [])
        case .priority(let priority): Self.parameters("priority", nobody, priority.label, [])
        case .addTags(let tags): Self.parameters("add_tags", nobody, nothing, tags)
        case .removeTags(let tags): Self.parameters("remove_tags", nobody, nothing, tags)
        case .state(let state): Self.parameters("state", nobody, state.label, [])
        }
    }

    private static func parameters(
        _ name: String,
        _ person: Identifier<Person>?,
        _ value: String?,
        _ tags: [String]
    ) -> [Parameter] {
        [Parameter(name), Parameter(person), Parameter(value), Parameter(tags)]
    }
}

extension BulkReport {
    /// A row a reason, each with the report's own columns before; one row without a reason where nothing was skipped.
    fileprivate init(rows: Rows) throws(DecodingError) {
        if rows.isEmpty { _ = try rows.single() }
        let first = rows[0]
        self.init(
            batch: try first[0],
            done: try first[1],
            skipped: [],
            beyondLimit: try first[2],
            undoUntil: try first[3],
            shares: try BulkShare.all(in: first)
        )
        for row in rows {
            let reason: String? = try row[4]
            guard let reason else { continue }
            skipped.append(try BulkSkip(reason: BulkSkipReason(rawValue: reason) ?? .moved, row: row))
        }
    }
}

extension BulkShare {
    fileprivate static func all(in row: Row) throws(DecodingError) -> [Self] {
        let people: [Identifier<Person>]? = try row[9]
        let names: [UntrustedText?]? = try row[10]
        let counts: [Int64]? = try row[11]
        return zip(people ?? [], zip(names ?? [], counts ?? [])).map { person, share in
            BulkShare(person: person, name: share.0, count: share.1)
        }
    }
}

extension BulkSkip {
    fileprivate init(reason: BulkSkipReason, row: Row) throws(DecodingError) {
        let ids: [Identifier<Conversation>] = try row[6]
        let assignees: [Identifier<Person>?] = try row[7]
        let names: [UntrustedText?] = try row[8]
        let conversations = zip(ids, zip(assignees, names)).map { id, assignee in
            SkippedConversation(id: id, assignee: assignee.0, assigneeName: assignee.1)
        }
        self.init(reason: reason, count: try row[5], conversations: conversations)
    }
}

import Domain
import Postgres

/// Bulk changes, which produce one report and can be undone for ten seconds. The server works in batches of 100 to keep
/// locks short, and holds back the webhook events until the undo period ends.
package enum Bulk {
    /// Changes the marked conversations. A single reassignment is a bulk change of one, whose report names the current
    /// assignee if it is skipped. A change that finishes conversations skips those where the guest has written since.
    /// `reason` is kept in the history; at most 500 characters, nil for none. The server accepts at most 10,000 items.
    package static func apply(
        _ change: BulkChange,
        to items: [BulkItem],
        reason: String? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<BulkReport> {
        try user.require(change)
        return report(
            Statement("bulk_apply", SQLFiles.bulkApply, planned: .once),
            change.parameters + [
                Parameter(items.map(\.id)), Parameter(items.map(\.assignVersion)), Parameter(reason),
                Parameter(items.map(\.lastSequence)),
            ]
        )
    }

    /// Changes all conversations that match the filter and have no message after `moment`, the time the user saw the
    /// list: at most `limit` (1 to 10,000), by priority, then by waiting time. A change that finishes conversations
    /// reports those where the guest wrote later as skipped.
    package static func applyToAll(
        _ change: BulkChange,
        matching query: InboxQuery,
        upTo moment: Timestamp,
        limit: Int32 = 10_000,
        reason: String? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<BulkReport> {
        try user.require(change)
        let isPlain = query.filters.isEmpty
        return report(
            isPlain
                ? Statement("bulk_apply_to_matching", SQLFiles.bulkApplyToMatching, planned: .once)
                : Statement("bulk_apply_to_filtered", SQLFiles.bulkApplyToFiltered, planned: .once),
            change.parameters + [
                Parameter(query.states.map(\.label)), Parameter(query.priorities.map(\.rawValue)),
                Parameter(query.zones), Parameter(query.assignment.rawValue), Parameter(moment), Parameter(limit),
                Parameter(reason),
            ] + (isPlain ? [] : query.filters.parameters)
        )
    }

    /// Undoes one of the user's own changes within ten seconds. Reports conversations changed since as skipped.
    /// `notPermitted`: another user's change; `notFound`: no such change; `illegalTransition`: too late, or already
    /// undone.
    package static func undo(_ batch: Identifier<Batch>, by user: CurrentUser) throws(AccessError) -> Request<
        BulkReport
    > {
        try user.require(.actInBulk)
        return report(Statement("bulk_undo", SQLFiles.bulkUndo, planned: .once), [Parameter(batch)])
    }

    private static func report(_ statement: Statement, _ parameters: [Parameter]) -> Request<BulkReport> {
        Request(committing: statement, parameters).withTimeout(.seconds(60))
    }
}

extension CurrentUser {
    /// Throws if the user may not make this bulk change.
    fileprivate func require(_ change: BulkChange) throws(AccessError) {
        try require(.actInBulk)
        switch change {
        case .assign, .distribute, .release: try require(.assign)
        case .priority: try require(.changePriority)
        case .addTags, .removeTags: try require(.changeTags)
        case .state(let state): try require(state == .archivee ? .archive : .changeState)
        }
    }
}

extension BulkChange {
    /// The kind, person, value and tags.
    fileprivate var parameters: [Parameter] {
        let nobody: Identifier<Person>? = nil
        let nothing: String? = nil
        return switch self {
        case .assign(let person): Self.parameters("assign", person, nothing, [])
        case .distribute(let rule): Self.parameters("distribute", nobody, rule.rawValue, [])
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

extension BulkReport: RowDecodable {
    /// Decodes one row: the number skipped and the first ones, for each reason.
    init(row: Row) throws(DecodingError) {
        let reasons: [String] = try row[4]
        let counts: [Int64] = try row[5]
        let skipped = try SkippedConversation.all(in: row)
        self.init(
            batch: try row[0],
            done: try row[1],
            skipped: zip(reasons, counts).map { reason, count in
                BulkSkip(
                    reason: BulkSkipReason(rawValue: reason) ?? .changedMeanwhile,
                    count: count,
                    conversations: skipped.compactMap { $0.reason == reason ? $0.conversation : nil }
                )
            },
            beyondLimit: try row[2],
            undoUntil: try row[3],
            shares: try BulkShare.all(in: row)
        )
    }
}

extension BulkShare {
    fileprivate static func all(in row: Row) throws(DecodingError) -> [Self] {
        let people: [Identifier<Person>] = try row[10]
        let names: [UntrustedText?] = try row[11]
        let counts: [Int64] = try row[12]
        return zip(people, zip(names, counts)).map { person, share in
            BulkShare(person: person, name: share.0, count: share.1)
        }
    }
}

extension SkippedConversation {
    fileprivate static func all(in row: Row) throws(DecodingError) -> [(reason: String, conversation: Self)] {
        let reasons: [String] = try row[6]
        let ids: [Identifier<Conversation>] = try row[7]
        let assignees: [Identifier<Person>?] = try row[8]
        let names: [UntrustedText?] = try row[9]
        return zip(zip(reasons, ids), zip(assignees, names)).map { which, whose in
            (which.0, SkippedConversation(id: which.1, assignee: whose.0, assigneeName: whose.1))
        }
    }
}

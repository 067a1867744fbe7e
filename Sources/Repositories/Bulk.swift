import Domain
import Postgres

/// Changing many conversations, with one report, and taking it back within ten seconds. The server does it in steps of a
/// hundred, so that nobody waits for the last one; what such a change tells the outside waits until the time for taking it
/// back has passed.
package enum Bulk {
    /// Changes those that were marked. A single reassignment is a bulk of one: its report says who has it instead.
    /// What finishes leaves alone those where the guest wrote since. `reason` is kept in the history; at most 500 characters, nil for none. The server takes at most 10,000.
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

    /// Changes all that match the filter and have no message after `moment`, which is when the user saw the list: at
    /// most `limit` (1 to 10,000) of them, the most urgent that wait longest first. What finishes names those where the
    /// guest wrote later among what was left alone.
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

    /// Takes a change of one's own back, within ten seconds of it. What somebody changed since is left as it is, and
    /// said. `notPermitted`: somebody else's change; `notFound`: no such change; `illegalTransition`: too late, or
    /// taken back before.
    package static func undo(_ batch: Identifier<Batch>, by user: CurrentUser) throws(AccessError) -> Request<
        BulkReport
    > {
        try user.require(.actInBulk)
        return report(Statement("bulk_undo", SQLFiles.bulkUndo, planned: .once), [Parameter(batch)])
    }

    private static func report(_ statement: Statement, _ parameters: [Parameter]) -> Request<BulkReport> {
        Request(
            committing: statement,
            parameters,
            decode: { rows throws(DecodingError) in try BulkReport(row: try rows.single()) }
        )
        .withTimeout(.seconds(60))
    }
}

extension CurrentUser {
    /// Throws where the person may not make this change of many.
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
    /// What it is, the person, the value, the tags.
    fileprivate var parameters: [Parameter] {
        let nobody: Identifier<Person>? = nil
        let nothing: String? = nil
        return switch self {
        case .assign(let person): Self.parameters("assign", person, nothing, [])
        case .distribute(let rule): Self.parameters("spread", nobody, rule.rawValue, [])
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
    /// One row: how many were left alone for each reason, and the first of each.
    fileprivate init(row: Row) throws(DecodingError) {
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

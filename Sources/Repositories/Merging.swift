import Domain
import Postgres

/// Requests that merge conversations of one guest into one thread, and unmerge them.
///
/// Webhooks keep reporting each conversation and its messages by its own id: a change of the thread's state or assignee
/// is reported once per part, because each part's row changes. An escalation is reported once, for the head.
package enum Merging {
    /// Merges up to 19 conversations of one guest into the thread of `head`; returns how many joined. `notFound`: one
    /// doesn't exist; `illegalTransition`: of another guest, or already merged; `archived`: archived.
    package static func merge(
        _ members: [Identifier<Conversation>],
        into head: Identifier<Conversation>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.actInBulk)
        return Request(
            writing: Statement("merge_conversations", SQLFiles.mergeConversations, planned: .once),
            [Parameter(head), Parameter(members)]
        )
    }

    /// Unmerges conversations, or the whole thread of a head; returns how many. `notFound`: one doesn't exist;
    /// `illegalTransition`: not merged; `archived`: archived.
    package static func unmerge(
        _ ids: [Identifier<Conversation>],
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.actInBulk)
        return Request(
            writing: Statement("unmerge_conversations", SQLFiles.unmergeConversations, planned: .once),
            [Parameter(ids)]
        )
    }
}

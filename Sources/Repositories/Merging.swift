import Domain
import Postgres

/// Showing conversations of one guest as one, and taking them apart again.
///
/// The outside goes on hearing of each by its own id, as of the messages in it: a change of the thread's state or assignee is
/// told once a part, because each part's row has changed. It is told of an escalation once, by the head.
package enum Merging {
    /// Shows up to 19 conversations in the thread of `head`, all of one guest; how many joined. `notFound`: one isn't
    /// there; `illegalTransition`: another guest's, or in a thread already; `archived`: archived.
    package static func merge(
        _ members: [Identifier<Conversation>],
        into head: Identifier<Conversation>,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.actInBulk)
        return Request(
            writing: Statement("merge_conversations", SQLFiles.mergeConversations, planned: .once),
            [Parameter(head), Parameter(members)],
            decode: { rows throws(DecodingError) in try rows.single()[0] }
        )
    }

    /// Lets merged conversations, or all of a head's thread, show by themselves again; how many those are. `notFound`:
    /// there is none; `illegalTransition`: not merged; `archived`: archived.
    package static func unmerge(
        _ ids: [Identifier<Conversation>],
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.actInBulk)
        return Request(
            writing: Statement("unmerge_conversations", SQLFiles.unmergeConversations, planned: .once),
            [Parameter(ids)],
            decode: { rows throws(DecodingError) in try rows.single()[0] }
        )
    }
}

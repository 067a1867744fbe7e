import Domain
import Postgres

/// Requests for canned replies.
package enum CannedReplies {
    /// The user's own and the shared ones, by name.
    package static func all(for user: CurrentUser) throws(AccessError) -> Request<[CannedReply]> {
        try user.require(.readConversations)
        return Request(reading: Statement("canned_replies", SQLFiles.cannedReplies, planned: .once))
    }

    /// Creates a canned reply, or updates the version read; returns its id. `alreadyExists`: another has this name in
    /// this language; `conflict`: changed since; `invalidInput`: an invalid name, language or text.
    package static func save(
        _ content: CannedReplyContent,
        over earlier: CannedReply? = nil,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<CannedReply>> {
        try require(shared: content.isShared || earlier?.isShared == true, of: user)
        return Request(
            writing: Statement("save_canned_reply", SQLFiles.saveCannedReply, planned: .once),
            [
                Parameter(earlier?.id), Parameter(earlier?.version), Parameter(content.name),
                Parameter(content.language), Parameter(content.body), Parameter(content.isShared),
            ]
        )
    }

    /// Deletes the version read. `notFound`: it is gone; `conflict`: changed since.
    package static func delete(_ reply: CannedReply, by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try require(shared: reply.isShared, of: user)
        return Request(
            writing: Statement("delete_canned_reply", SQLFiles.deleteCannedReply, planned: .once),
            [Parameter(reply.id), Parameter(reply.version)]
        )
    }

    private static func require(shared isShared: Bool, of user: CurrentUser) throws(AccessError) {
        guard user.canEditReply(shared: isShared) else {
            throw AccessError(capability: .manageShared, role: user.role, limit: .role)
        }
    }
}

extension CannedReply: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            id: try row[0],
            isShared: try row[1],
            name: try row[2],
            language: try row[3],
            body: try row[4],
            version: try row[5],
            updatedAt: try row[6]
        )
    }
}

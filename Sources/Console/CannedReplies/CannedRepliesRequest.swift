import Domain

/// What the console asks the server for about canned replies.
package enum CannedRepliesRequest: Sendable, Hashable {
    /// All that the user can use.
    case read
    /// Making one, or changing one as it was read.
    case save(CannedReplyContent, over: CannedReply?)
    /// Taking one away as it was read.
    case delete(CannedReply)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> CannedRepliesResponse {
        switch self {
        case .read: .read(.failure(failure))
        case .save: .saved(.failure(failure))
        case .delete: .deleted(.failure(failure))
        }
    }
}

/// What the server answered.
package enum CannedRepliesResponse: Sendable {
    /// All that the user can use, by name.
    case read(Result<[CannedReply], Failure>)
    /// One was made or changed, or wasn't.
    case saved(Result<Void, Failure>)
    /// One was taken away, or wasn't.
    case deleted(Result<Void, Failure>)
}

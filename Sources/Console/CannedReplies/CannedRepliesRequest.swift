import Domain

/// Request about canned replies.
package enum CannedRepliesRequest: Sendable, Hashable {
    /// Read all replies that the user may use.
    case read
    /// Create a reply, or change one as it was read.
    case save(CannedReplyContent, over: CannedReply?)
    /// Delete a reply as it was read.
    case delete(CannedReply)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> CannedRepliesEvent {
        switch self {
        case .read: .read(.failure(failure))
        case .save: .saved(.failure(failure))
        case .delete: .deleted(.failure(failure))
        }
    }
}

/// Response to a `CannedRepliesRequest`.
package enum CannedRepliesEvent: Sendable {
    /// All replies that the user may use, by name.
    case read(Result<[CannedReply], Failure>)
    /// Creating or changing a reply succeeded or failed.
    case saved(Result<Void, Failure>)
    /// Deleting a reply succeeded or failed.
    case deleted(Result<Void, Failure>)
}

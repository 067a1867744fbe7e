import Domain

/// The requests of presence: reporting the current user's, reading colleagues'.
package enum PresenceRequest: Sendable, Hashable {
    /// Reports where the current user is.
    case update(PresenceUpdate)
    /// Reads who else is in a conversation, nil for none, and who is typing in any.
    case read(Identifier<Conversation>?)
    /// Reads which colleagues with an inbox role are online.
    case readAttendance

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> PresenceEvent {
        switch self {
        case .update: .updateFailed
        case .read(let conversation): .read(conversation, .failure(failure))
        case .readAttendance: .attendanceRead(.failure(failure))
        }
    }
}

/// The responses to `PresenceRequest`, and notifications.
package enum PresenceEvent: Sendable {
    /// The server refused the last update.
    case updateFailed
    /// Who else is in the conversation, and who is typing in any.
    case read(Identifier<Conversation>?, Result<[PresentColleague], Failure>)
    /// The online status of each colleague with an inbox role and a console open.
    case attendanceRead(Result<[Identifier<Person>: OnlineStatus], Failure>)
    /// Notification that a colleague entered or left the conversation, or started or stopped typing in it.
    case changed(in: Identifier<Conversation>)
}

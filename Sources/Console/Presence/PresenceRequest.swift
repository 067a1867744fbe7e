import Domain

/// What the console tells the server about its person, and asks about colleagues.
package enum PresenceRequest: Sendable, Hashable {
    /// Where the person is now.
    case update(PresenceUpdate)
    /// Who else is in that conversation, nil for none, and who types anywhere.
    case read(Identifier<Conversation>?)
    /// Who of the desk sits before a console.
    case readAttendance

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> PresenceResponse {
        switch self {
        case .update: .updateFailed
        case .read(let conversation): .read(conversation, .failure(failure))
        case .readAttendance: .attendanceRead(.failure(failure))
        }
    }
}

/// What came of it, and hints.
package enum PresenceResponse: Sendable {
    /// The server didn't take what it was told.
    case updateFailed
    /// Who else is in that conversation, and who types anywhere.
    case read(Identifier<Conversation>?, Result<[PresentColleague], Failure>)
    /// Who of the desk has a console open, and whether they sit before it.
    case attendanceRead(Result<[Identifier<Person>: OnlineStatus], Failure>)
    /// A colleague came to that conversation, left it, or began or ended to type there.
    case changed(in: Identifier<Conversation>)
}

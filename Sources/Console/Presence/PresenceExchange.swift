import Domain

/// What the console tells the server about its person, and asks about colleagues.
package enum PresenceRequest: Sendable, Hashable {
    /// Where the person is now.
    case note(Whereabouts)
    /// Who else is in that conversation, nil for none, and who types anywhere.
    case read(Identifier<Conversation>?)
    /// Who of the desk sits before a console.
    case readAttendance

    /// The answer where it couldn't be done.
    package func failed(_ failure: Failure) -> PresenceNews {
        switch self {
        case .note: .notNoted
        case .read(let conversation): .read(conversation, .failure(failure))
        case .readAttendance: .attendanceRead(.failure(failure))
        }
    }
}

/// What came of it, and hints.
package enum PresenceNews: Sendable {
    /// The server didn't take what it was told.
    case notNoted
    /// Who else is in that conversation, and who types anywhere.
    case read(Identifier<Conversation>?, Result<[PresentColleague], Failure>)
    /// Who of the desk has a console open, and whether they sit before it.
    case attendanceRead(Result<[Identifier<Person>: Attendance], Failure>)
    /// A colleague came to that conversation, left it, or began or ended to type there.
    case hinted(Identifier<Conversation>)
}

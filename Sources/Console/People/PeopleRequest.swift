import Domain

/// What the console asks the server for about people.
package enum PeopleRequest: Sendable, Hashable {
    /// Everybody.
    case readPeople
    /// One person, with their sessions.
    case readPerson(Identifier<Person>)
    /// Somebody new.
    case add(Identifier<Person>, StaffDetails)
    /// A profile as a whole; whether open conversations of somebody who works here no more go back to the queue.
    case edit(StaffMember, into: StaffDetails, releasing: Bool = false)
    /// The user's own name and telephone.
    case editSelf(firstName: String, lastName: String, phone: String)
    /// A role, nil to take theirs, until a moment, nil for ever.
    case setRole(AppRole?, until: Timestamp?, of: StaffMember)
    /// A login with a first password, good until then.
    case createLogin(String, for: StaffMember, until: Timestamp)
    /// A new first password, good until then.
    case resetPassword(StaffMember, until: Timestamp)
    /// The user's own password.
    case setOwnPassword(Password)
    /// A person's sessions to end.
    case endSessions(StaffMember)

    /// The answer where it couldn't be done.
    package func response(for failure: Failure) -> PeopleResponse {
        switch self {
        case .readPeople: .peopleRead(.failure(failure))
        case .readPerson(let id): .personRead(id, .failure(failure))
        case .add, .edit, .editSelf, .setRole, .createLogin, .resetPassword, .setOwnPassword, .endSessions:
            .changed(self, .failure(failure))
        }
    }
}

/// What the server answered.
package enum PeopleResponse: Sendable {
    /// Everybody, those who work here at present first.
    case peopleRead(Result<[StaffMember], Failure>)
    /// One person; nil where there is no such person.
    case personRead(Identifier<Person>, Result<PersonRecord?, Failure>)
    /// A change was made, with the first password where one was, or wasn't.
    case changed(PeopleRequest, Result<Password?, Failure>)
    /// How the login stands, where it gives no rights.
    case loginStatus(LoginStatus)
}

/// A person with the sessions that they have open.
package struct PersonRecord: Sendable, Hashable {
    /// The person.
    package var member: StaffMember
    /// Their sessions; empty where the user may not see them.
    package var sessions: [OpenSession]

    /// A person with sessions.
    package init(member: StaffMember, sessions: [OpenSession]) {
        self.member = member
        self.sessions = sessions
    }
}

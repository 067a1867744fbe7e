import Domain

/// The requests about people.
package enum PeopleRequest: Sendable, Hashable {
    /// Reads all staff.
    case readPeople
    /// Reads one person with their sessions.
    case readPerson(Identifier<Person>)
    /// Adds a person.
    case add(Identifier<Person>, StaffDetails)
    /// Replaces a person's details. The open conversations of one who is deactivated go to the successor, or to the queue.
    case edit(StaffMember, into: StaffDetails, successor: Successor? = nil)
    /// Changes the current user's own name and telephone.
    case editSelf(firstName: String, lastName: String, phone: String)
    /// Grants a role until a moment, nil for no expiry; a nil role revokes the current one. Open conversations that the
    /// person may not keep go to the successor, or to the queue.
    case setRole(AppRole?, until: Timestamp?, of: StaffMember, successor: Successor? = nil)
    /// Creates a login with a first password valid until a moment.
    case createLogin(String, for: StaffMember, until: Timestamp)
    /// Sets a new first password valid until a moment.
    case resetPassword(StaffMember, until: Timestamp)
    /// Sets the current user's own password.
    case setOwnPassword(Password)
    /// Ends all sessions of a person.
    case endSessions(StaffMember)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> PeopleEvent {
        switch self {
        case .readPeople: .peopleRead(.failure(failure))
        case .readPerson(let id): .personRead(id, .failure(failure))
        case .add, .edit, .editSelf, .setRole, .createLogin, .resetPassword, .setOwnPassword, .endSessions:
            .changed(self, .failure(failure))
        }
    }
}

/// The responses to `PeopleRequest`.
package enum PeopleEvent: Sendable {
    /// All staff, active ones first.
    case peopleRead(Result<[StaffMember], Failure>)
    /// One person; nil if there is no such person.
    case personRead(Identifier<Person>, Result<PersonRecord?, Failure>)
    /// The result of a change, with the first password if one was set.
    case changed(PeopleRequest, Result<Password?, Failure>)
    /// So many open conversations are handed over.
    case handedOver(Int32, to: Successor?)
    /// The status of the current user's login, sent if it confers no rights.
    case loginStatus(LoginStatus)
}

/// A person with their open sessions.
package struct PersonRecord: Sendable, Hashable {
    /// The person.
    package var member: StaffMember
    /// Their sessions; empty if the current user may not see them.
    package var sessions: [OpenSession]

    /// Creates a record.
    package init(member: StaffMember, sessions: [OpenSession]) {
        self.member = member
        self.sessions = sessions
    }
}

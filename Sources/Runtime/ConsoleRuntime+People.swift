import Console
import Domain
import Postgres
import Repositories

/// Performs requests about people, logins and sessions.
extension ConsoleRuntime {
    func handle(_ request: PeopleRequest) throws(AccessError) {
        if case .setOwnPassword(let password) = request { return setOwn(password, request) }
        let user = try requireUser(for: .managePeople)
        switch request {
        case .readPeople:
            send(try People.list(for: user)) { .people(.peopleRead($0)) }
        case .readPerson(let id):
            try read(id, for: user)
        case .add(let id, let details):
            change(try People.add(id, details, by: user), request)
        case .edit(let member, let details, let releases):
            let isLoss = member.details.isActive && !details.isActive
            let edit = try People.edit(member, into: details, releasing: releases, by: user).map { _ in }
            change(edit, request, endingSessionsOf: isLoss ? member : nil)
        case .editSelf(let first, let last, let phone):
            change(People.editSelf(firstName: first, lastName: last, phone: phone), request)
        case .setRole(let role?, let expiry, let member):
            change(try People.grantRole(role, until: expiry, to: member, by: user), request, endingSessionsOf: member)
        case .setRole(nil, _, let member):
            change(try People.revokeRole(of: member, by: user), request, endingSessionsOf: member)
        case .createLogin(let login, let member, let end):
            let (password, verifier) = firstPassword(for: login)
            let creation = try Logins.create(login, for: member, verifier: verifier, until: end, by: user)
            change(creation, request, made: password)
        case .resetPassword(let member, let end):
            let (password, verifier) = firstPassword(for: member.login?.name ?? "")
            change(try Logins.resetPassword(member, verifier: verifier, until: end, by: user), request, made: password)
        case .endSessions(let member):
            change(try Logins.endSessions(of: member.id, processID: nil, by: user).map { _ in }, request)
        case .setOwnPassword:
            break
        }
    }

    /// Queries the status of a login that has no user; a first password may have to be replaced before it has one.
    func queryLoginStatus() {
        connection.connection.send(Logins.status()) { [unowned self] result in
            if case .success(let standing) = result { dispatch(.people(.loginStatus(standing))) }
        }
    }

    /// Reads a person, with their sessions if the user may see them.
    private func read(_ id: Identifier<Person>, for user: CurrentUser) throws(AccessError) {
        let sessions = id == user.id || user.can(.managePeople) ? try Logins.sessions(of: id, for: user) : nil
        connection.connection.send(try People.find(id, for: user)) { [unowned self] result in
            guard case .success(let member?) = result, let sessions else {
                let record = result.map { $0.map { PersonRecord(member: $0, sessions: []) } }
                return dispatch(.people(.personRead(id, record.mapError { Failure($0) })))
            }
            send(sessions) { open in
                .people(.personRead(id, open.map { PersonRecord(member: member, sessions: $0) }))
            }
        }
    }

    /// Sends a change. If it may take rights away, ends the person's remaining sessions once it is committed.
    private func change(
        _ wanted: Request<Void>,
        _ request: PeopleRequest,
        made password: Password? = nil,
        endingSessionsOf member: StaffMember? = nil
    ) {
        connection.connection.send(wanted) { [unowned self] result in
            if case .success = result, let member, let user = state.user,
                let end = try? People.endRemainingSessions(of: member, by: user)
            {
                connection.connection.send(end) { _ in }
            }
            dispatch(.people(.changed(request, result.map { password }.mapError { Failure(ofChange: $0) })))
        }
    }

    /// Generates a first password and its verifier; without a connection the verifier is empty, which the server
    /// refuses.
    private func firstPassword(for login: String) -> (Password, verifier: String) {
        var generator = SystemRandomNumberGenerator()
        let password = Password.first(using: &generator)
        return (password, connection.connection.verifier(of: password.secret, login: login) ?? "")
    }

    /// Sets the user's own password. The password itself never leaves the client: the server gets a verifier made by
    /// libpq.
    private func setOwn(_ password: Password, _ request: PeopleRequest) {
        let connection = connection.connection
        guard let login = connection.login, let verifier = connection.verifier(of: password.secret, login: login)
        else { return dispatch(.people(request.event(for: .offline))) }
        guard !connection.usedPassword(password.secret) else {
            return dispatch(.people(request.event(for: .refused(.invalidInput))))
        }
        connection.send(Logins.setOwnPassword(verifier: verifier)) { [unowned self] result in
            if case .success = result {
                connection.remember(password.secret)
                searchConnection.remember(password.secret)
                wordFilterConnection.remember(password.secret)
                // A login with a first password had no user until now.
                if state.user == nil { identifyUser() }
            }
            dispatch(.people(.changed(request, result.map { nil }.mapError { Failure(ofChange: $0) })))
        }
    }
}

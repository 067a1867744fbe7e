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
        case .edit(let member, let details, let successor):
            let isLoss = member.details.isActive && !details.isActive
            let edit = try People.edit(member, into: details, successor: successor?.id, by: user)
            takeRight(edit, request, of: isLoss ? member : nil, successor)
        case .editSelf(let first, let last, let phone):
            change(People.editSelf(firstName: first, lastName: last, phone: phone), request)
        case .setRole(let role?, let expiry, let member, let successor):
            let grant = try People.grantRole(role, until: expiry, to: member, successor: successor?.id, by: user)
            takeRight(grant, request, of: member, successor)
        case .setRole(nil, _, let member, let successor):
            let loss = try People.revokeRole(of: member, successor: successor?.id, by: user)
            takeRight(loss, request, of: member, successor)
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

    /// Sends a change that may take rights away. Once it is committed, ends the person's remaining sessions and hands over
    /// what is left of their conversations.
    private func takeRight(
        _ wanted: Request<Int32>,
        _ request: PeopleRequest,
        of member: StaffMember?,
        _ successor: Successor?
    ) {
        connection.connection.send(wanted) { [unowned self] result in
            if case .success = result, let member, let user = state.user,
                let end = try? People.endRemainingSessions(of: member, by: user)
            {
                connection.connection.send(end) { _ in }
                continueHandover(of: member)
            }
            dispatch(.people(.changed(request, result.map { _ in nil }.mapError { Failure(ofChange: $0) })))
            if case .success(let count) = result { dispatch(.people(.handedOver(count, to: successor))) }
        }
    }

    /// Hands over the rest of a person's conversations, step by step.
    private func continueHandover(of member: StaffMember) {
        guard let user = state.user, let step = try? People.continueHandover(of: member, by: user) else { return }
        connection.connection.send(step) { [unowned self] result in
            if case .success(let count) = result, count > 0 { continueHandover(of: member) }
        }
    }

    /// Sends a change.
    private func change(_ wanted: Request<Void>, _ request: PeopleRequest, made password: Password? = nil) {
        connection.connection.send(wanted) { [unowned self] result in
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

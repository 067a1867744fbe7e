import Console
import Domain
import Postgres
import Repositories

/// What the state asks for about people, logins and sessions.
extension Shell {
    func put(_ request: PeopleRequest) throws(AccessError) {
        if case .setOwnPassword(let password) = request { return setOwn(password, request) }
        let reader = try reader(for: .managePeople)
        switch request {
        case .readPeople:
            send(try People.list(for: reader)) { .peopleAnswered(.peopleRead($0)) }
        case .readPerson(let id):
            try read(id, for: reader)
        case .add(let id, let details):
            change(try People.add(id, details, by: reader), request)
        case .edit(let member, let details, let releases):
            let isLoss = member.details.isActive && !details.isActive
            let edit = try People.edit(member, into: details, releasing: releases, by: reader).map { _ in }
            change(edit, request, endingSessionsOf: isLoss ? member : nil)
        case .editOwn(let first, let last, let phone):
            change(People.editOwn(firstName: first, lastName: last, phone: phone), request)
        case .giveRole(let role?, let expiry, let member):
            change(try People.give(role, until: expiry, to: member, by: reader), request, endingSessionsOf: member)
        case .giveRole(nil, _, let member):
            change(try People.takeRole(of: member, by: reader), request, endingSessionsOf: member)
        case .createLogin(let login, let member, let end):
            let (password, verifier) = firstPassword(for: login)
            let creation = try Logins.create(login, for: member, verifier: verifier, until: end, by: reader)
            change(creation, request, made: password)
        case .resetPassword(let member, let end):
            let (password, verifier) = firstPassword(for: member.login?.name ?? "")
            change(try Logins.reset(member, verifier: verifier, until: end, by: reader), request, made: password)
        case .endSessions(let member):
            change(try Logins.endSessions(of: member.id, processID: nil, by: reader).map { _ in }, request)
        case .setOwnPassword:
            break
        }
    }

    /// How a login stands that the server knows no reader for; the console may have to ask for another password first.
    func askHowLoginStands() {
        line.connection.send(Logins.standing()) { [unowned self] result in
            if case .success(let standing) = result { happen(.peopleAnswered(.standing(standing))) }
        }
    }

    /// A person and, for whom the reader may see it, who is connected as them.
    private func read(_ id: Identifier<Person>, for reader: Reader) throws(AccessError) {
        let sessions = id == reader.id || reader.may(.managePeople) ? try Logins.sessions(of: id, for: reader) : nil
        line.connection.send(try People.find(id, for: reader)) { [unowned self] result in
            guard case .success(let member?) = result, let sessions else {
                let record = result.map { $0.map { StaffRecord(member: $0, sessions: []) } }
                return happen(.peopleAnswered(.personRead(id, record.mapError { Failure($0) })))
            }
            send(sessions) { open in
                .peopleAnswered(.personRead(id, open.map { StaffRecord(member: member, sessions: $0) }))
            }
        }
    }

    /// Sends a change. Where a right may be lost by it, what sessions are left end once it is committed.
    private func change(
        _ wanted: Request<Void>,
        _ request: PeopleRequest,
        made password: Password? = nil,
        endingSessionsOf member: StaffMember? = nil
    ) {
        line.connection.send(wanted) { [unowned self] result in
            if case .success = result, let member, let reader = state.reader,
                let end = try? People.endSessionsLeft(of: member, by: reader)
            {
                line.connection.send(end) { _ in }
            }
            happen(.peopleAnswered(.done(request, result.map { password }.mapError { Failure(ofChange: $0) })))
        }
    }

    /// A first password, and what the server gets of it: empty, which it refuses, while there is no connection.
    private func firstPassword(for login: String) -> (Password, verifier: String) {
        var generator = SystemRandomNumberGenerator()
        let password = Password.first(using: &generator)
        return (password, line.connection.verifier(of: password.secret, login: login) ?? "")
    }

    /// The password goes no further than this: the server gets the verifier that libpq makes of it.
    private func setOwn(_ password: Password, _ request: PeopleRequest) {
        let connection = line.connection
        guard let login = connection.login, let verifier = connection.verifier(of: password.secret, login: login)
        else { return happen(.peopleAnswered(request.failed(.offline))) }
        guard !connection.wasOpened(with: password.secret) else {
            return happen(.peopleAnswered(request.failed(.refused(.badInput))))
        }
        connection.send(Logins.setOwn(verifier: verifier)) { [unowned self] result in
            if case .success = result {
                connection.remember(password.secret)
                slowLine.remember(password.secret)
                wordsLine.remember(password.secret)
                // With a first password this was nobody yet.
                if state.reader == nil { askWhoThisIs() }
            }
            happen(.peopleAnswered(.done(request, result.map { nil }.mapError { Failure(ofChange: $0) })))
        }
    }
}

import Domain
import Text

/// Handling people's commands and responses.
extension State {
    /// Opens the list of staff.
    mutating func showPeople(using generator: inout some RandomNumberGenerator) -> [Effect] {
        present(PeoplePage(seed: Identifier(using: &generator))) + [.people(.readPeople)]
    }

    /// Opens the current user's own page.
    mutating func showOwnAccount() -> [Effect] {
        guard let user else { return [] }
        return present(PersonPage(user.id, parent: nil)) + [.people(.readPerson(user.id))]
    }

    /// Requires a new password before anything else.
    mutating func requirePasswordChange() -> [Effect] {
        present(PasswordForm(parent: nil, isFirst: true, language))
    }

    /// Leaves the pages about people for the list of a person's open conversations.
    mutating func showConversations(of member: StaffMember) -> [Effect] {
        overlay = nil
        var query = InboxQuery(order: inbox.query.order)
        if member.id == user?.id {
            query.assignment = .mine
        } else {
            query.filters.conditions = [QueryCondition(.assignee, [member.name.original])]
        }
        return showInbox(query)
    }

    /// Rereads the person or list on screen.
    func refreshPeople() -> [Effect] {
        if let page = overlay(of: PersonPage.self) { return [.people(.readPerson(page.id))] }
        return overlay(of: PeoplePage.self) == nil ? [] : [.people(.readPeople)]
    }

    /// Handles a response about people.
    mutating func handle(_ event: PeopleEvent) -> [Effect] {
        switch event {
        case .peopleRead(.success(let people)):
            if let page = overlay(of: PeoplePage.self) { overlay = page.updated(with: people) }
        case .personRead(let id, .success(let record)):
            if var page = overlay(of: PersonPage.self), page.id == id {
                page.record = record
                overlay = page
            }
        case .peopleRead(.failure(let failure)), .personRead(_, .failure(let failure)):
            if failure != .offline { showNotice(OutcomePhrase.failed(failure), severity: .warning) }
        case .changed(let request, .success(let password)):
            return handleSuccess(of: request, password)
        case .changed(let request, .failure(let failure)):
            showFailure(request, of: failure)
        case .handedOver(let count, let successor):
            let name = successor.map { SafeText($0.name).truncated(to: 30).plain }
            if count > 0 { showNotice(PeopleFormPhrase.handedOver(Int64(count), to: name)) }
        case .loginStatus(let standing):
            return handleLoginStatus(standing)
        }
        return []
    }

    private mutating func handleLoginStatus(_ standing: LoginStatus) -> [Effect] {
        mustReplacePassword = standing == .mustChangePassword
        switch standing {
        case .mustChangePassword:
            // Drop the notice of missing rights: it goes without saying here.
            notice = nil
            return overlay == nil ? requirePasswordChange() : []
        case .expired: showNotice(PeopleFormPhrase.firstPasswordExpired, severity: .warning)
        case .houseIsEmpty: showNotice(PeopleFormPhrase.houseIsEmpty, severity: .warning)
        case .ready, .withoutRights: break
        }
        return []
    }

    private mutating func handleSuccess(of request: PeopleRequest, _ password: Password?) -> [Effect] {
        switch request {
        case .add(let id, _):
            closeSentForm(PersonForm.self)
            // A new person needs a role and a login next.
            if let page = overlay(of: PeoplePage.self) { overlay = PersonPage(id, parent: page) }
        case .edit:
            closeSentForm(PersonForm.self)
            closeSentForm(DepartureForm.self)
        case .editSelf: closeSentForm(OwnProfileForm.self)
        case .setRole: closeSentForm(RoleForm.self)
        case .createLogin(_, let member, _), .resetPassword(let member, _):
            closeSentForm(LoginForm.self)
            presentFirstPassword(password, of: member)
        case .setOwnPassword:
            mustReplacePassword = false
            closeSentForm(PasswordForm.self)
            showNotice(PeopleFormPhrase.passwordSet)
            return refreshAll()
        case .endSessions: showNotice(PeopleFormPhrase.sessionsEnded)
        case .readPeople, .readPerson: break
        }
        if let phrase = request.outcome { showNotice(phrase) }
        return refreshPeople()
    }

    private mutating func presentFirstPassword(_ password: Password?, of member: StaffMember) {
        guard let password else { return }
        overlay = FirstPasswordPage(parent: overlay, name: SafeText(member.name), password: password)
    }

    /// Shows why a request failed, in its form if it has one.
    private mutating func showFailure(_ request: PeopleRequest, of failure: Failure) {
        let text =
            request.reason(for: failure).map { language.safe($0) } ?? language.safe(OutcomePhrase.failed(failure))
        switch request {
        case .edit where overlay(of: DepartureForm.self) != nil: rejectForm(DepartureForm.self, with: text)
        case .add, .edit: rejectForm(PersonForm.self, with: text)
        case .editSelf: rejectForm(OwnProfileForm.self, with: text)
        case .setRole: rejectForm(RoleForm.self, with: text)
        case .createLogin, .resetPassword: rejectForm(LoginForm.self, with: text)
        case .setOwnPassword: rejectForm(PasswordForm.self, with: text)
        case .endSessions, .readPeople, .readPerson: notice = Notice(text: text, severity: .warning)
        }
    }

    private mutating func rejectForm<Wanted: FormOverlay>(_ kind: Wanted.Type, with text: SafeText) {
        guard let page = overlay(of: kind), page.form.isSending else {
            notice = Notice(text: text, severity: .warning)
            return
        }
        overlay = page.rejected(with: text)
    }
}

extension PeopleRequest {
    /// The notice shown on success; nil if the screen already shows it.
    fileprivate var outcome: PeopleFormPhrase? {
        switch self {
        case .add, .edit, .editSelf: .saved
        case .setRole(let role, _, _, _): role == nil ? .roleRevoked : .roleGranted
        case .readPeople, .readPerson, .createLogin, .resetPassword, .setOwnPassword, .endSessions: nil
        }
    }

    /// What a failure means here; nil if the general phrase fits.
    fileprivate func reason(for failure: Failure) -> PeopleFormPhrase? {
        switch failure {
        case .refused(.outdated): .changedMeanwhile
        case .refused(.notPermitted): .notManageable
        case .refused(.lastSuperAdmin): .lastSuperAdmin
        case .refused(.alreadyExists): .loginTaken
        case .refused(.invalidInput): refusedInput
        case .refused(.notFound), .refused(.illegalTransition), .refused(.archived), .refused(.windowClosed),
            .refused(.mergeChanged), .refused(.conflict), .refused(.cannotManageLogins), .refused(.rateLimited),
            .refused(.lockTimeout), .invalidValue, .duplicate, .timedOut, .conflict, .cancelled, .serverReplaced,
            .offline, .serverExhausted, .loginRefused, .readOnly, .schemaMismatch, .outcomeUnknown,
            .unexpected:
            nil
        }
    }

    private var refusedInput: PeopleFormPhrase? {
        switch self {
        case .add, .edit, .editSelf: .detailsRejected
        case .setRole: .untilInvalid
        case .createLogin: .loginTaken
        case .setOwnPassword: .samePassword
        case .readPeople, .readPerson, .resetPassword, .endSessions: nil
        }
    }
}

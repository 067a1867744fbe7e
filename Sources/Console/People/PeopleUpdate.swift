import Domain
import Text

/// What people ask for and what the server answers.
extension State {
    /// Shows who works here.
    mutating func showPeople(using generator: inout some RandomNumberGenerator) -> [Effect] {
        turn(to: PeoplePage(seed: Identifier(using: &generator))) + [.people(.readPeople)]
    }

    /// Shows the reader themselves.
    mutating func showOwnAccount() -> [Effect] {
        guard let reader else { return [] }
        return turn(to: PersonPage(reader.id, over: nil)) + [.people(.readPerson(reader.id))]
    }

    /// Asks for another password before anything else.
    mutating func demandPassword() -> [Effect] {
        turn(to: PasswordForm(over: nil, isFirst: true, language))
    }

    /// What reads again who is on the screen.
    func rereadPeople() -> [Effect] {
        if let page = page(PersonPage.self) { return [.people(.readPerson(page.id))] }
        return page(PeoplePage.self) == nil ? [] : [.people(.readPeople)]
    }

    /// Takes in what the server answered.
    mutating func take(_ answer: PeopleAnswer) -> [Effect] {
        switch answer {
        case .peopleRead(.success(let people)):
            if let page = page(PeoplePage.self) { overlay = .page(page.reading(people)) }
        case .personRead(let id, .success(let record)):
            if var page = page(PersonPage.self), page.id == id {
                page.record = record
                overlay = .page(page)
            }
        case .peopleRead(.failure(let failure)), .personRead(_, .failure(let failure)):
            if failure != .offline { say(OutcomePhrase.failed(failure), .warning) }
        case .done(let request, .success(let password)):
            return succeed(request, password)
        case .done(let request, .failure(let failure)):
            refuse(request, failure)
        case .standing(let standing):
            return take(standing)
        }
        return []
    }

    private mutating func take(_ standing: LoginStanding) -> [Effect] {
        mustReplacePassword = standing == .firstPassword
        switch standing {
        case .firstPassword:
            // That it has no rights yet goes without saying.
            notice = nil
            return overlay == nil ? demandPassword() : []
        case .expired: say(PeopleFormPhrase.firstPasswordExpired, .warning)
        case .ready, .withoutRights: break
        }
        return []
    }

    private mutating func succeed(_ request: PeopleRequest, _ password: Password?) -> [Effect] {
        switch request {
        case .add(let id, _):
            formSucceeded(StaffForm.self)
            // Somebody new needs a role and a login next.
            if let page = page(PeoplePage.self) { overlay = .page(PersonPage(id, over: page)) }
        case .edit: formSucceeded(StaffForm.self)
        case .editOwn: formSucceeded(OwnForm.self)
        case .giveRole: formSucceeded(RoleForm.self)
        case .createLogin(_, let member, _), .resetPassword(let member, _):
            formSucceeded(LoginForm.self)
            show(password, of: member)
        case .setOwnPassword:
            mustReplacePassword = false
            formSucceeded(PasswordForm.self)
            say(PeopleFormPhrase.passwordSet)
            return catchUp()
        case .endSessions: say(PeopleFormPhrase.sessionsEnded)
        case .readPeople, .readPerson: break
        }
        if let phrase = request.outcome { say(phrase) }
        return rereadPeople()
    }

    private mutating func show(_ password: Password?, of member: StaffMember) {
        guard let password else { return }
        let under: (any Page)? = if case .page(let page) = overlay { page } else { nil }
        overlay = .page(FirstPasswordPage(under: under, name: SafeText(member.name), password: password))
    }

    /// Says why not, in the form where there is one.
    private mutating func refuse(_ request: PeopleRequest, _ failure: Failure) {
        let text =
            request.reason(for: failure).map { language.safe($0) } ?? language.safe(OutcomePhrase.failed(failure))
        switch request {
        case .add, .edit: refuse(StaffForm.self, text)
        case .editOwn: refuse(OwnForm.self, text)
        case .giveRole: refuse(RoleForm.self, text)
        case .createLogin, .resetPassword: refuse(LoginForm.self, text)
        case .setOwnPassword: refuse(PasswordForm.self, text)
        case .endSessions, .readPeople, .readPerson: notice = Notice(text: text, weight: .warning)
        }
    }

    private mutating func refuse<Wanted: FormPage>(_ kind: Wanted.Type, _ text: SafeText) {
        guard let page = page(kind), page.form.isSending else {
            notice = Notice(text: text, weight: .warning)
            return
        }
        overlay = .page(page.refused(text))
    }
}

extension PeopleRequest {
    /// What to say when it was done; nil where the screen says it.
    fileprivate var outcome: PeopleFormPhrase? {
        switch self {
        case .edit(_, _, releasing: true): .workReleased
        case .add, .edit, .editOwn: .saved
        case .giveRole(let role, _, _): role == nil ? .roleTaken : .roleGiven
        case .readPeople, .readPerson, .createLogin, .resetPassword, .setOwnPassword, .endSessions: nil
        }
    }

    /// What a failure means here; nil where the words of every failure say it.
    fileprivate func reason(for failure: Failure) -> PeopleFormPhrase? {
        switch failure {
        case .refused(.threadMoved): .changedMeanwhile
        case .refused(.notPermitted): .beyondReach
        case .refused(.lastSuperAdmin): .lastSuperAdmin
        case .refused(.taken): .loginTaken
        case .refused(.badInput): refusedInput
        case .refused(.notFound), .refused(.illegalTransition), .refused(.archived), .refused(.windowClosed),
            .refused(.mergedAnew), .refused(.lostRace), .refused(.loginsNotGranted), .refused(.tooManyChanges),
            .refused(.heldElsewhere), .invalidValue, .duplicate, .tooSlow, .conflict, .cancelled, .serverReplaced,
            .offline, .serverExhausted, .loginRefused, .readOnly, .schemaMismatch, .unanswered,
            .unexpected:
            nil
        }
    }

    private var refusedInput: PeopleFormPhrase? {
        switch self {
        case .add, .edit, .editOwn: .textsRefused
        case .giveRole: .untilWrong
        case .createLogin: .loginTaken
        case .setOwnPassword: .samePassword
        case .readPeople, .readPerson, .resetPassword, .endSessions: nil
        }
    }
}

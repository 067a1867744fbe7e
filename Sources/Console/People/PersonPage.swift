import Domain
import Screen
import Text

/// A person's page: details, role and its rights, login and sessions.
package struct PersonPage: Overlay {
    /// An action that takes a second press of its key to confirm.
    enum ConfirmedAction { case deactivation, sessions }

    package let parent: (any Overlay)?
    let id: Identifier<Person>
    /// The person's record; nil until read.
    var record: PersonRecord?
    /// The index of the first line shown.
    var first = 0
    /// The action awaiting confirmation; nil if there is none.
    var pendingAction: ConfirmedAction?

    init(_ id: Identifier<Person>, parent page: (any Overlay)?) {
        self.id = id
        parent = page
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        page.pendingAction = nil
        if let effects = openForm(for: key, in: &state) { return effects }
        switch key {
        case .character("q"), .left: return close(in: &state)
        case .character("d"): return confirmOrPerform(.deactivation, in: &state)
        case .character("o"): return record.map { state.showConversations(of: $0.member) } ?? []
        case .character("x"): return confirmOrPerform(.sessions, in: &state)
        default: page.first = max(0, min(first + key.step, lines(in: state).count - 1))
        }
        return state.present(page)
    }

    /// Opens the form for a key; nil if the key has none or the current user may not use it.
    private func openForm(for key: Key, in state: inout State) -> [Effect]? {
        guard let member = record?.member, let user = state.user else { return nil }
        switch key {
        case .character("d")
        where user.canManage(member) && member.id != user.id && member.details.isActive
            && member.load > 0:
            return state.present(DepartureForm(member, parent: self, state))
        case .character("e") where user.canManage(member):
            return state.present(PersonForm(editing: member, parent: self, state))
        case .character("e") where member.id == user.id:
            return state.present(OwnProfileForm(member, parent: self, state.language))
        case .character("r") where user.canChangeRole(of: member):
            return state.present(RoleForm(member, parent: self, state))
        case .character("p") where member.id == user.id:
            return state.present(PasswordForm(parent: self, isFirst: false, state.language))
        case .character("p") where user.canResetPassword(of: member) && member.login != nil:
            return state.present(LoginForm(member, parent: self, state.language))
        case .character("l") where user.canManage(member) && member.login == nil:
            return state.present(LoginForm(member, parent: self, state.language))
        default:
            return nil
        }
    }

    /// Everybody, as far as the list below has them.
    var people: [StaffMember] { (parent as? PeoplePage)?.people ?? [] }

    private func confirmOrPerform(_ what: ConfirmedAction, in state: inout State) -> [Effect] {
        guard let member = record?.member, let user = state.user, user.canManage(member) else { return [] }
        if what == .deactivation, member.id == user.id { return [] }
        var page = self
        page.pendingAction = pendingAction == what ? nil : what
        let effects = state.present(page)
        guard pendingAction == what else { return effects }
        switch what {
        case .sessions: return effects + [.people(.endSessions(member))]
        case .deactivation:
            var details = member.details
            details.isActive.toggle()
            return effects + [.people(.edit(member, into: details))]
        }
    }

    /// The list below may have changed too.
    package func close(in state: inout State) -> [Effect] {
        state.dismiss(self)
        return parent is PeoplePage ? [.people(.readPeople)] : []
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        PersonDrawing(page: self, state: state).draw(on: &canvas)
    }
}

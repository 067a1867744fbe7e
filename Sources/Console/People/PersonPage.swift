import Domain
import Screen
import Text

/// One person: who they are, their role and what it may do, their login and sessions.
package struct PersonPage: Page {
    /// Something that a second press of the same key does.
    enum Destruction { case deactivation, sessions }

    package let under: (any Page)?
    let id: Identifier<Person>
    /// What there is to know; nil until it was read.
    var record: StaffRecord?
    /// The first line shown.
    var first = 0
    /// What the next press does; nil where nothing is about to go.
    var pending: Destruction?

    init(_ id: Identifier<Person>, over page: (any Page)?) {
        self.id = id
        under = page
    }

    package func take(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        page.pending = nil
        if key == .character("r"), asksAboutWork { return destroy(.deactivation, releasing: true, in: &state) }
        if let effects = open(key, in: &state) { return effects }
        switch key {
        case .character("q"), .left: return leave(in: &state)
        case .character("d"): return destroy(.deactivation, in: &state)
        case .character("x"): return destroy(.sessions, in: &state)
        default: page.first = max(0, min(first + state.listStep(of: key), lines(in: state).count - 1))
        }
        return state.turn(to: page)
    }

    /// Opens the form that a key stands for; nil where it stands for none, or the reader may not.
    private func open(_ key: Key, in state: inout State) -> [Effect]? {
        guard let member = record?.member, let reader = state.reader else { return nil }
        switch key {
        case .character("e") where reader.mayManage(member):
            return state.turn(to: StaffForm(editing: member, over: self, state))
        case .character("e") where member.id == reader.id:
            return state.turn(to: OwnForm(member, over: self, state.language))
        case .character("r") where reader.mayChangeRole(of: member):
            return state.turn(to: RoleForm(member, over: self, state))
        case .character("p") where member.id == reader.id:
            return state.turn(to: PasswordForm(over: self, isFirst: false, state.language))
        case .character("p") where reader.mayReset(member) && member.login != nil:
            return state.turn(to: LoginForm(member, over: self, state.language))
        case .character("l") where reader.mayManage(member) && member.login == nil:
            return state.turn(to: LoginForm(member, over: self, state.language))
        default:
            return nil
        }
    }

    /// Whether somebody is about to be deactivated who has work that others could take.
    var asksAboutWork: Bool {
        guard let member = record?.member, pending == .deactivation else { return false }
        return member.details.isActive && member.load > 0
    }

    private func destroy(_ what: Destruction, releasing: Bool = false, in state: inout State) -> [Effect] {
        guard let member = record?.member, let reader = state.reader, reader.mayManage(member) else { return [] }
        if what == .deactivation, member.id == reader.id { return [] }
        var page = self
        page.pending = pending == what ? nil : what
        let effects = state.turn(to: page)
        guard pending == what else { return effects }
        switch what {
        case .sessions: return effects + [.people(.endSessions(member))]
        case .deactivation:
            var details = member.details
            details.isActive.toggle()
            return effects + [.people(.edit(member, into: details, releasing: releasing))]
        }
    }

    /// What changed here shows in the list too.
    package func leave(in state: inout State) -> [Effect] {
        state.goBack(from: self)
        return under is PeoplePage ? [.people(.readPeople)] : []
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        PersonDrawing(page: self, state: state).draw(on: &canvas)
    }
}

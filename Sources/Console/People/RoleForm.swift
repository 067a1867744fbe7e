import Domain
import Text

/// The form that grants or revokes a role.
package struct RoleForm: FormOverlay {
    package enum Name: Sendable, Hashable { case role, until, successor }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let member: StaffMember
    private let roles: [AppRole]
    private let choice: SuccessorChoice

    init(_ member: StaffMember, parent page: PersonPage, _ state: State) {
        parent = page
        self.member = member
        let roles = state.user?.grantableRoles ?? []
        self.roles = roles
        let choice = SuccessorChoice(for: member, among: page.people, at: state.now)
        self.choice = choice
        func say(_ phrase: PeoplePhrase) -> SafeText { state.language.safe(phrase) }
        func write(_ phrase: PeopleFormPhrase) -> SafeText { state.language.safe(phrase) }
        let values = roles.map { SafeText(UntrustedText($0.label)) } + [say(.noRole)]
        // Without a role, preselect the one that matches the profile.
        let likely = member.role?.role.label ?? member.details.profile.label
        let present = roles.firstIndex { $0.label == likely } ?? roles.count
        // The expiry is midnight after the day entered: show the day before.
        let end = member.role?.expiresAt.map { state.clock.wallTime(at: $0 + .seconds(-1)).day.iso }
        // Whoever has nothing hands nothing over.
        let successor = member.load > 0 ? [(Name.successor, choice.field(member.load, state.language))] : []
        form = Form(
            [
                (.role, FormField(say(.role), .choice(FormChoice(values, index: present)), help: write(.roleHelp))),
                (.until, FormField(write(.untilLabel), .line(end ?? ""), help: write(.untilHelp))),
            ] + successor
        )
    }

    package func title(in language: Language) -> SafeText {
        language.safe(PeopleFormPhrase.roleOf(SafeText(member.name).truncated(to: 40).plain))
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        guard let place = form.choice(.role), roles.indices.contains(place) else {
            guard member.role != nil else {
                throw FormProblem(.role, state.language.safe(PeopleFormPhrase.chooseRole))
            }
            return [.people(.setRole(nil, until: nil, of: member, successor: choice[form.choice(.successor)]))]
        }
        let written = form.text(.until)
        let end = Expiry.moment(written, from: state.now, by: state.clock)
        guard written.isEmpty || end.map({ $0 > state.now }) == true else {
            throw FormProblem(.until, state.language.safe(PeopleFormPhrase.untilInvalid))
        }
        let successor = choice[form.choice(.successor)]
        return [.people(.setRole(roles[place], until: end, of: member, successor: successor))]
    }
}

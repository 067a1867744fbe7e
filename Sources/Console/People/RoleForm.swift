import Domain
import Text

/// A role being given, or taken.
package struct RoleForm: FormPage {
    package enum Name: Sendable, Hashable { case role, until }

    package var under: (any Page)?
    package var form: Form<Name>
    private let member: StaffMember
    private let roles: [AppRole]

    init(_ member: StaffMember, over page: PersonPage, _ state: State) {
        under = page
        self.member = member
        let roles = state.reader?.rolesToGive ?? []
        self.roles = roles
        func say(_ phrase: PeoplePhrase) -> SafeText { state.language.safe(phrase) }
        func write(_ phrase: PeopleFormPhrase) -> SafeText { state.language.safe(phrase) }
        let values = roles.map { SafeText(UntrustedText($0.label)) } + [say(.noRole)]
        // Who has none is offered what they were taken on for.
        let likely = member.role?.role.label ?? member.details.profile.label
        let present = roles.firstIndex { $0.label == likely } ?? roles.count
        // The day before that on which it ends: it lasts through the day that is written.
        let end = member.role?.expiresAt.map { state.clock.wall($0 + .seconds(-1)).day.iso }
        form = Form([
            (.role, FormField(say(.role), .choice(FormChoice(values, index: present)), help: write(.roleHelp))),
            (.until, FormField(write(.untilLabel), .line(end ?? ""), help: write(.untilHelp))),
        ])
    }

    package func title(in language: Language) -> SafeText {
        language.safe(PeopleFormPhrase.roleOf(SafeText(member.name).truncated(to: 40).plain))
    }

    package func submit(in state: State) throws(FormProblem<Name>) -> [Effect] {
        guard let place = form.choice(.role), roles.indices.contains(place) else {
            guard member.role != nil else {
                throw FormProblem(.role, state.language.safe(PeopleFormPhrase.chooseRole))
            }
            return [.people(.giveRole(nil, until: nil, to: member))]
        }
        let written = form.text(.until)
        let end = Expiry.moment(written, from: state.now, by: state.clock)
        guard written.isEmpty || end.map({ $0 > state.now }) == true else {
            throw FormProblem(.until, state.language.safe(PeopleFormPhrase.untilWrong))
        }
        return [.people(.giveRole(roles[place], until: end, to: member))]
    }
}

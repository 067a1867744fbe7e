import Domain
import Text

/// The colleague who gets the open conversations of a person who loses the right to have them.
package struct Successor: Sendable, Hashable {
    /// The colleague's id.
    package let id: Identifier<Person>
    /// Their name.
    package let name: UntrustedText

    /// Creates a successor.
    package init(id: Identifier<Person>, name: UntrustedText) {
        self.id = id
        self.name = name
    }
}

/// The choice of a successor: the queue first, then the desk's members.
struct SuccessorChoice: Sendable {
    /// Those who can be chosen.
    let colleagues: [Successor]

    /// The desk's other active members of a list, by name.
    init(for member: StaffMember, among people: [StaffMember], at now: Timestamp) {
        colleagues = people.filter { other in
            other.id != member.id && other.details.isActive
                && other.role.map { Rights.inboxRoles.contains($0.role) && $0.isActive(at: now) } == true
        }.map { Successor(id: $0.id, name: $0.name) }
    }

    /// The field that asks for it.
    func field(_ load: Int64, _ language: Language) -> FormField {
        let names = [language.safe(PeopleFormPhrase.theQueue)] + colleagues.map { SafeText($0.name) }
        return FormField(
            language.safe(PeopleFormPhrase.successor),
            .choice(FormChoice(names, index: 0)),
            help: language.safe(PeopleFormPhrase.successorHelp(load))
        )
    }

    /// The colleague at a place of the field; nil for the queue.
    subscript(place: Int?) -> Successor? {
        guard let place, colleagues.indices.contains(place - 1) else { return nil }
        return colleagues[place - 1]
    }
}

/// The form that deactivates a person who has open conversations, and asks who gets them.
package struct DepartureForm: FormOverlay {
    package enum Name: Sendable, Hashable { case successor }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let member: StaffMember
    private let choice: SuccessorChoice

    init(_ member: StaffMember, parent page: PersonPage, _ state: State) {
        parent = page
        self.member = member
        choice = SuccessorChoice(for: member, among: page.people, at: state.now)
        form = Form([(.successor, choice.field(member.load, state.language))])
    }

    package func title(in language: Language) -> SafeText {
        language.safe(PeopleFormPhrase.deactivate(SafeText(member.name).truncated(to: 40).plain))
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        var details = member.details
        details.isActive = false
        return [.people(.edit(member, into: details, successor: choice[form.choice(.successor)]))]
    }
}

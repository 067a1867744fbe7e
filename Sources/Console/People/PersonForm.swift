import Domain
import Text

/// The form that adds or edits a person.
package struct PersonForm: FormOverlay {
    package enum Name: Sendable, Hashable { case first, last, email, phone, profile, zones }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    private let id: Identifier<Person>
    /// The person being edited; nil for a new one.
    private let member: StaffMember?
    private let zones: [Zone]
    private let profiles: [ProfileType]

    /// Creates a form for a new person.
    init(adding id: Identifier<Person>, parent page: PeoplePage, _ state: State) {
        self.init(id, nil, over: page, state)
    }

    /// Creates a form for an existing person.
    init(editing member: StaffMember, parent page: PersonPage, _ state: State) {
        self.init(member.id, member, over: page, state)
    }

    private init(_ id: Identifier<Person>, _ member: StaffMember?, over page: any Overlay, _ state: State) {
        parent = page
        self.id = id
        self.member = member
        zones = state.zones
        let details = member?.details
        let known = details.map { ProfileType.all.contains($0.profile) ? [] : [$0.profile] } ?? []
        let profiles = ProfileType.all + known
        self.profiles = profiles
        let chosen = details.flatMap { profiles.firstIndex(of: $0.profile) } ?? 0
        let own = Set(state.zones.indices.filter { details?.zones.contains(state.zones[$0].number) == true })
        func say(_ phrase: PeoplePhrase) -> SafeText { state.language.safe(phrase) }
        func write(_ phrase: PeopleFormPhrase) -> SafeText { state.language.safe(phrase) }
        form = Form([
            (.first, FormField(say(.firstName), .line(details?.firstName.original ?? ""))),
            (.last, FormField(say(.lastName), .line(details?.lastName.original ?? ""))),
            (.email, FormField(say(.email), .line(details?.email?.original ?? ""))),
            (.phone, FormField(say(.phone), .line(details?.phone?.original ?? ""))),
            (
                .profile,
                FormField(
                    say(.profile),
                    .choice(FormChoice(profiles.map { SafeText(UntrustedText($0.label)) }, index: chosen)),
                    help: write(.profileHelp)
                )
            ),
            (
                .zones,
                FormField(
                    say(.zones),
                    .selection(FormSelection(zones.map { SafeText(UntrustedText($0.label)) }, chosen: own))
                )
            ),
        ])
    }

    package func title(in language: Language) -> SafeText {
        language.safe(member == nil ? PeopleFormPhrase.newPerson : .editPerson)
    }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        guard !form.text(.first).isEmpty else { throw problem(.first, .nameRequired, state) }
        guard form.text(.email).contains("@") else { throw problem(.email, .emailRequired, state) }
        let place = form.choice(.profile) ?? 0
        let phone = form.text(.phone)
        let details = StaffDetails(
            firstName: UntrustedText(form.text(.first)),
            lastName: UntrustedText(form.text(.last)),
            email: UntrustedText(form.text(.email)),
            phone: phone.isEmpty ? nil : UntrustedText(phone),
            profile: profiles.indices.contains(place) ? profiles[place] : .agent,
            zones: form.selection(.zones).sorted().map { zones[$0].number },
            isActive: member?.details.isActive ?? true
        )
        guard let member else { return [.people(.add(id, details))] }
        return [.people(.edit(member, into: details))]
    }

    private func problem(_ field: Name, _ phrase: PeopleFormPhrase, _ state: State) -> FormProblem<Name> {
        FormProblem(field, state.language.safe(phrase))
    }
}

/// The form for the current user's own name and telephone.
package struct OwnProfileForm: FormOverlay {
    package enum Name: Sendable, Hashable { case first, last, phone }

    package var parent: (any Overlay)?
    package var form: Form<Name>

    init(_ member: StaffMember, parent page: PersonPage, _ language: Language) {
        parent = page
        func say(_ phrase: PeoplePhrase) -> SafeText { language.safe(phrase) }
        form = Form([
            (.first, FormField(say(.firstName), .line(member.details.firstName.original))),
            (.last, FormField(say(.lastName), .line(member.details.lastName.original))),
            (.phone, FormField(say(.phone), .line(member.details.phone?.original ?? ""))),
        ])
    }

    package func title(in language: Language) -> SafeText { language.safe(PeopleFormPhrase.editPerson) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        guard !form.text(.first).isEmpty else {
            throw FormProblem(.first, state.language.safe(PeopleFormPhrase.nameRequired))
        }
        return [
            .people(
                .editSelf(firstName: form.text(.first), lastName: form.text(.last), phone: form.text(.phone))
            )
        ]
    }
}

import Domain
import Screen
import Text

/// Chooses whom an incident is assigned to: the people who read incidents, or nobody.
package struct AssigneePicker: Overlay {
    package let parent: (any Overlay)?
    private let incident: Identifier<Incident>
    private let people: [Colleague]
    /// The choice: nil is nobody.
    private var choice: Choice<Identifier<Person>?>

    init(of incident: Incident, among colleagues: [Colleague], parent page: IncidentPage) {
        parent = page
        self.incident = incident.id
        people = colleagues.filter { Rights.scope(of: .readMetrics, for: $0.role) != .nothing }
        choice = Choice(values: people.map(\.id) + [nil], index: 0)
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .character("q") { return close(in: &state) }
        guard key != .enter else {
            guard let person = choice.chosen else { return [] }
            state.dismiss(self)
            return [.incidents(.change(incident, .assign(person)))]
        }
        var page = self
        page.choice = choice.moved(by: key.step)
        return state.present(page)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        let rows = people.map { person in
            ChoiceRow(
                text: SafeText(person.name) + "  " + SafeText(UntrustedText(person.role.label)),
                ink: person.id == state.user?.id ? .mine : .overlay
            )
        }
        let nobody = ChoiceRow(text: state.language.safe(ConversationPhrase.nobody), ink: .overlayDisabled)
        drawChoice(state.language.safe(IncidentPhrase.assign), rows + [nobody], choice.index, of: state, on: &canvas)
    }
}

import Domain
import Text

/// The form that edits an SLA target. The condition can be chosen only for a new target.
package struct SLATargetForm: FormOverlay {
    package enum Name: Sendable, Hashable { case answer, priority, channel, zone, minutes, calendar }

    package var parent: (any Overlay)?
    package var form: Form<Name>
    /// The target's condition; nil for a new target.
    private let condition: SLACondition?
    private let calendars: [BusinessCalendar]
    private let zones: [Zone]

    private static let priorities: [Priority] = Priority.allCases.reversed()

    /// Creates a form for a target; nil for a new one.
    init(_ target: SLATarget?, parent page: SLAPage, _ book: SLAPolicies, _ state: State) {
        parent = page
        condition = target?.condition
        calendars = book.calendars
        zones = state.zones
        let language = state.language
        let conditions = Self.conditions(of: target, state.zones, language)
        let place = target.flatMap { target in book.calendars.firstIndex { $0.id == target.calendar } } ?? 0
        form = Form(
            conditions + [
                (
                    .minutes,
                    FormField(
                        language.safe(SLAPhrase.minutesLabel),
                        .line(target.map { "\($0.minutes)" } ?? ""),
                        help: language.safe(SLAPhrase.minutesHelp)
                    )
                ),
                (
                    .calendar,
                    FormField(
                        language.safe(SLAPhrase.calendar),
                        .choice(FormChoice(book.calendars.map { SafeText($0.name) }, index: place))
                    )
                ),
            ]
        )
    }

    private static func conditions(
        of target: SLATarget?,
        _ zones: [Zone],
        _ language: Language
    ) -> [(name: Name, field: FormField)] {
        func say(_ phrase: SLAPhrase) -> SafeText { language.safe(phrase) }
        let any = say(.any)
        let choices: [(Name, SLAPhrase, [SafeText], Int)] = [
            (.answer, .answer, ResponseKind.allCases.map { say(.kind($0)) }, target?.condition.kind == .next ? 1 : 0),
            (
                .priority, .priority, [any] + priorities.map { language.safe(ConversationPhrase.priority($0)) },
                place(of: target?.condition.priority, in: priorities)
            ),
            (
                .channel, .channel,
                [say(.anyChannel)] + Channel.all.map { language.safe(ConversationPhrase.channel($0)) },
                place(of: target?.condition.channel, in: Channel.all)
            ),
            (
                .zone, .zone, [any, say(.commonQueue)] + zones.map { SafeText(UntrustedText($0.label)) },
                place(of: target?.condition.zone, in: [0] + zones.map(\.number))
            ),
        ]
        return choices.map { name, label, values, index in
            let content: FormContent =
                target == nil
                ? .choice(FormChoice(values)) : .readOnly(values.indices.contains(index) ? values[index] : any)
            return (name, FormField(say(label), content))
        }
    }

    private static func place<Value: Equatable>(of value: Value?, in values: [Value]) -> Int {
        value.flatMap { values.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    }

    package func title(in language: Language) -> SafeText { language.safe(SLAPhrase.targetTitle) }

    package func submitEffects(in state: State) throws(FormProblem<Name>) -> [Effect] {
        guard let minutes = Int32(form.text(.minutes)), (1...43_200).contains(minutes) else {
            throw FormProblem(.minutes, state.language.safe(SLAPhrase.minutesInvalid))
        }
        guard let place = form.choice(.calendar), calendars.indices.contains(place) else { return [] }
        return [.sla(.setTarget(condition ?? chosen, minutes: minutes, calendar: calendars[place].id))]
    }

    private var chosen: SLACondition {
        SLACondition(
            kind: form.choice(.answer) == 1 ? .next : .first,
            priority: value(.priority, in: Self.priorities),
            channel: value(.channel, in: Channel.all),
            zone: value(.zone, in: [0] + zones.map(\.number))
        )
    }

    /// The value chosen; nil for any.
    private func value<Value>(_ name: Name, in values: [Value]) -> Value? {
        guard let place = form.choice(name), place > 0, place <= values.count else { return nil }
        return values[place - 1]
    }
}

import Domain
import Screen
import Text

/// One incident: what it is, who looks after it, and its history.
package struct IncidentPage: DetailsOverlay {
    package let parent: (any Overlay)?
    /// The incident, as last read.
    var incident: Incident
    /// What happened to it; nil until read.
    var history: [IncidentEvent]?
    /// Why it couldn't be read again; nil if it could.
    var problem: Failure?
    var first = 0
    /// Whether the next `c` closes it.
    var isConfirmingClose = false

    init(_ incident: Incident, parent page: OperationsPage) {
        self.incident = incident
        parent = page
    }

    mutating func refresh() -> [Effect] { [.incidents(.readAll), .incidents(.readHistory(incident.id))] }

    /// Shows the incident as read again.
    mutating func handle(_ result: Result<[Incident], Failure>) {
        switch result {
        case .success(let incidents):
            problem = nil
            incident = incidents.first { $0.id == incident.id } ?? incident
        case .failure(let failure): problem = failure
        }
    }

    /// Shows the history read.
    mutating func handle(_ result: Result<[IncidentEvent], Failure>) {
        switch result {
        case .success(let events): history = events
        case .failure(let failure): problem = failure
        }
    }

    package func handleKey(_ key: Key, in state: inout State) -> [Effect] {
        var page = self
        page.isConfirmingClose = false
        if incident.isOpen, state.user?.can(.manageSettings) == true {
            switch key {
            case .character("a") where incident.acknowledgedAt == nil:
                return state.present(page) + [.incidents(.change(incident.id, .acknowledge))]
            case .character("g"):
                return state.present(page) + [.incidents(.readAssignees(incident.id))]
            case .character("n"):
                return state.present(IncidentNoteForm(on: incident, parent: page, state.language))
            case .character("c"):
                page.isConfirmingClose = !isConfirmingClose
                return state.present(page) + (isConfirmingClose ? [.incidents(.change(incident.id, .close))] : [])
            default: break
            }
        }
        return page.handleDetailsKey(key, in: &state)
    }

    package func draw(of state: State, on canvas: inout Canvas) {
        details(in: state).draw(state.language.safe(IncidentPhrase.incident), hint(in: state), from: first, on: &canvas)
    }

    private func hint(in state: State) -> SafeText {
        guard incident.isOpen, state.user?.can(.manageSettings) == true else {
            return state.language.safe(OperationsPhrase.backHint)
        }
        if isConfirmingClose { return state.language.safe(IncidentPhrase.closeHint) }
        return state.language.safe(IncidentPhrase.hint(acknowledged: incident.acknowledgedAt != nil))
    }

    func details(in state: State) -> Details {
        func say(_ phrase: IncidentPhrase) -> SafeText { state.language.safe(phrase) }
        var details = Details(problem: problem, in: state.language)
        details.add(say(.what), say(.sentence(incident)), .overlayTitle)
        details.add(say(.severity), say(.severityName(incident.severity)), incident.severity.ink)
        details.add(say(.since), state.moment(incident.openedAt))
        details.add(say(.standing), say(.standingOf(incident)))
        details.heading(say(.history))
        for event in history ?? [] {
            details.add(state.moment(event.at), say(.happened(event)))
            if let note = event.note { details.add(" ", note, .overlayDisabled) }
        }
        if history == nil { details.add(.empty, state.language.safe(OperationsPhrase.reading), .overlayDisabled) }
        return details
    }
}

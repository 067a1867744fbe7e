import Domain
import Screen
import Text

/// Incidents on the operations page.
extension OperationsPage {
    func handleIncidentKey(_ key: Key, in state: inout State) -> [Effect] {
        if key == .enter {
            return incidents.selected.map { IncidentPage($0, parent: self).open(in: &state) } ?? []
        }
        var page = self
        page.incidents.handleKey(key)
        return state.present(page)
    }
}

extension State {
    /// The columns of incidents.
    var incidentTable: Table<Incident> {
        func say(_ phrase: IncidentPhrase) -> SafeText { language.safe(phrase) }
        return Table(columns: [
            TableColumn(heading: "  " + say(.severity), width: 10) { incident in
                let text = incident.sign + " " + say(.severityName(incident.severity))
                return (text, incident.isOpen ? incident.severity.ink : .overlayDisabled)
            },
            TableColumn(heading: say(.what), width: nil) { incident in
                (say(.sentence(incident)), incident.isOpen ? .overlayTitle : .overlayDisabled)
            },
            TableColumn(heading: say(.since), width: 11, from: 60) { [self] incident in
                (moment(incident.openedAt), .overlayDisabled)
            },
            TableColumn(heading: say(.standing), width: 26, from: 100) { incident in
                (say(.standingOf(incident)), incident.isOpen ? .overlay : .overlayDisabled)
            },
        ])
    }

    mutating func handle(_ event: IncidentsEvent) -> [Effect] {
        switch event {
        case .statusRead(let result):
            if case .success(let status) = result { house.status = status }
        case .allRead(let result):
            updateOperations(with: result) { page, incidents in
                if let incidents { page.incidents.replace(with: incidents, by: \.id) }
                return page.tab == .incidents
            }
            updateOverlay(IncidentPage.self) { page in page.handle(result) }
        case .historyRead(let id, let result):
            updateOverlay(IncidentPage.self) { page in if page.incident.id == id { page.handle(result) } }
        case .assigneesRead(let id, let result):
            guard let page = overlay(of: IncidentPage.self), page.incident.id == id else { return [] }
            switch result {
            case .success(let people): return present(AssigneePicker(of: page.incident, among: people, parent: page))
            case .failure(let failure): showNotice(OutcomePhrase.failed(failure), severity: .warning)
            }
        case .changed(let id, let change, let result):
            return handleIncidentChange(id, change, result)
        }
        return []
    }

    private mutating func handleIncidentChange(
        _ id: Identifier<Incident>,
        _ change: IncidentChange,
        _ result: Result<Void, Failure>
    ) -> [Effect] {
        switch (result, change) {
        case (.success, _):
            closeSentForm(IncidentNoteForm.self)
            showNotice(IncidentPhrase.done(change))
            // The header counts what is open.
            house.askedAt = nil
            return refreshOverlay() + readStatusIfDue()
        case (.failure(.refused(.illegalTransition)), _):
            reject(change, with: language.safe(IncidentPhrase.closedAlready))
        case (.failure(let failure), _):
            reject(change, with: language.safe(OutcomePhrase.failed(failure)))
        }
        return refreshOverlay()
    }

    /// Says why a change failed, in the note's form if it is one.
    private mutating func reject(_ change: IncidentChange, with text: SafeText) {
        guard let form = overlay(of: IncidentNoteForm.self), form.form.isSending else {
            notice = Notice(text: text, severity: .warning)
            return
        }
        overlay = form.rejected(with: text)
    }
}

extension Incident {
    /// A sign that tells new ones, those that somebody looks after, and closed ones apart without colour.
    fileprivate var sign: SafeText {
        if !isOpen { return "×" }
        return acknowledgedAt == nil && assignedTo == nil ? "!" : "·"
    }
}

extension Incident.Severity {
    /// The style it is drawn in.
    var ink: StyleRole {
        switch self {
        case .critical: .priorityUrgent
        case .high: .priorityHigh
        case .medium: .priorityMedium
        case .low: .priorityLow
        }
    }
}

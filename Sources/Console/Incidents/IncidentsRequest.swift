import Domain

/// The requests about incidents and the house's status.
package enum IncidentsRequest: Sendable, Hashable {
    /// Reads the house's status for the header.
    case readStatus
    /// Reads incidents, open ones first.
    case readAll
    /// Reads what happened to an incident.
    case readHistory(Identifier<Incident>)
    /// Reads the people whom an incident can be assigned to.
    case readAssignees(Identifier<Incident>)
    /// Changes an open incident.
    case change(Identifier<Incident>, IncidentChange)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> IncidentsEvent {
        switch self {
        case .readStatus: .statusRead(.failure(failure))
        case .readAll: .allRead(.failure(failure))
        case .readHistory(let id): .historyRead(id, .failure(failure))
        case .readAssignees(let id): .assigneesRead(for: id, .failure(failure))
        case .change(let id, let change): .changed(id, change, .failure(failure))
        }
    }
}

/// The responses to `IncidentsRequest`.
package enum IncidentsEvent: Sendable {
    /// The house's status.
    case statusRead(Result<HouseStatus, Failure>)
    /// Incidents, open ones first.
    case allRead(Result<[Incident], Failure>)
    /// What happened to an incident, first to last.
    case historyRead(Identifier<Incident>, Result<[IncidentEvent], Failure>)
    /// The desk's members, for whom an incident can be assigned to.
    case assigneesRead(for: Identifier<Incident>, Result<[Colleague], Failure>)
    /// The result of a change.
    case changed(Identifier<Incident>, IncidentChange, Result<Void, Failure>)
}

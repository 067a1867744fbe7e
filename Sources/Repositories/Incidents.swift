import Domain
import Postgres

/// Requests for incidents and the house's status.
package enum Incidents {
    /// Incidents, open ones first, newest first, at most `limit`; for supervisors.
    package static func all(
        onlyOpen: Bool = false,
        limit: Int = 200,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[Incident]> {
        try user.require(.readMetrics)
        return Request(
            reading: Statement("incidents", SQLFiles.incidents),
            [Parameter(onlyOpen), Parameter(Int32(clamping: limit))]
        )
    }

    /// What happened to an incident, first to last; for supervisors.
    package static func history(
        of incident: Identifier<Incident>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[IncidentEvent]> {
        try user.require(.readMetrics)
        return Request(
            reading: Statement("incident_events", SQLFiles.incidentEvents),
            [Parameter(incident)],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in
                    let action: String = try row[1]
                    return IncidentEvent(
                        at: try row[0],
                        action: IncidentEvent.Action(rawValue: action) ?? .noted,
                        person: try row[2],
                        assignedTo: try row[3],
                        note: try row[4]
                    )
                }
            }
        )
    }

    /// Changes an open incident; for administrators. `notFound`: no such incident or person; `illegalTransition`: closed
    /// already; `invalidInput`: an empty note, or too long a one.
    package static func change(
        _ incident: Identifier<Incident>,
        _ change: IncidentChange,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageSettings)
        let parts = change.parts
        return Request(
            writing: Statement("change_incident", SQLFiles.changeIncident),
            [Parameter(incident), Parameter(parts.action), Parameter(parts.person), Parameter(parts.note)]
        )
    }

    /// How the house does, as far as the user may know. That no worker is there becomes an incident by it.
    package static func status() -> Request<HouseStatus> {
        Request(
            writing: Statement("house_status", SQLFiles.houseStatus, planned: .once),
            decode: { rows throws(DecodingError) in
                let row = try rows.single()
                return HouseStatus(
                    openIncidents: try row[0],
                    isWithoutWorker: try row[1],
                    isRelaying: try row[2],
                    failedConversations: try row[3]
                )
            }
        )
    }
}

extension Incident: RowDecodable {
    init(row: Row) throws(DecodingError) {
        let (kind, severity): (String, String) = (try row[1], try row[3])
        self.init(
            id: try row[0],
            kind: Kind(label: kind),
            subject: try row[2],
            severity: Severity(rawValue: severity) ?? .medium,
            value: try row[4],
            threshold: try row[5],
            openedAt: try row[6],
            updatedAt: try row[7],
            acknowledgedAt: try row[8],
            acknowledgedBy: try row[9],
            assignedTo: try row[10],
            closedAt: try row[11],
            closedBy: try row[12]
        )
    }
}

extension IncidentChange {
    fileprivate var parts: (action: String, person: Identifier<Person>?, note: String?) {
        switch self {
        case .acknowledge: ("acknowledged", nil, nil)
        case .assign(let person): ("assigned", person, nil)
        case .note(let text): ("noted", nil, text)
        case .close: ("closed", nil, nil)
        }
    }
}

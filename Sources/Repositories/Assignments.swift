import Domain
import Postgres

/// Who takes, gives and passes on conversations, and what became of that.
package enum Assignments {
    /// The people of the desk who are active and can log in, by name; the user among them.
    package static func colleagues(for user: CurrentUser) throws(AccessError) -> Request<[Colleague]> {
        try user.require(.seeColleagues)
        return Request(
            reading: Statement("colleagues", SQLFiles.colleagues, planned: .once),
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try Colleague(row: row) }
            }
        )
    }

    /// Takes the conversation that waits most urgently among those that the user may claim: own zones first, there the
    /// most urgent first, among equals the one that waits longest. An escalation waits for its role. `zones` narrows it to
    /// those (0 is the common queue), none for all. Nil where nothing waits.
    package static func takeNext(
        zones: [Int16] = [],
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<Conversation>?> {
        try user.require(.claim)
        return Request(
            writing: Statement("take_next", SQLFiles.takeNext, planned: .once),
            [Parameter(zones)],
            decode: { rows throws(DecodingError) in try rows.single()[0] }
        )
    }

    /// Passes a conversation on, for a reason of 1 to 500 characters. The server refuses with `lostRace` where it was
    /// given to somebody else since `assignVersion`, with `badInput` where the target may not take it or nobody has
    /// that role now.
    package static func transfer(
        _ id: Identifier<Conversation>,
        to target: TransferTarget,
        reason: String,
        assignVersion: Int32,
        assignedTo assignee: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.transfer, assignedTo: assignee)
        return Request(
            writing: Statement("transfer", SQLFiles.transfer, planned: .once),
            [
                Parameter(id), Parameter(target.person), Parameter(target.role?.label), Parameter(reason),
                Parameter(assignVersion),
            ],
            decode: { _ throws(DecodingError) in }
        )
    }

    /// Whose a conversation was, the latest 50 changes, newest first; empty where it isn't visible to the user.
    package static func history(
        of id: Identifier<Conversation>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[AssignmentEntry]> {
        try user.require(.readConversations)
        return Request(
            reading: Statement("assignments", SQLFiles.assignments, planned: .once),
            [Parameter(id)],
            decode: { rows throws(DecodingError) in
                try rows.mapRows { row throws(DecodingError) in try AssignmentEntry(row: row) }
            }
        )
    }
}

extension TransferTarget {
    fileprivate var person: Identifier<Person>? {
        switch self {
        case .person(let person): person
        case .role: nil
        }
    }

    fileprivate var role: AppRole? {
        switch self {
        case .person: nil
        case .role(let role): role
        }
    }
}

extension Colleague {
    fileprivate init(row: Row) throws(DecodingError) {
        let role: String = try row[2]
        self.init(
            id: try row[0],
            name: try row[1],
            role: AppRole(label: role),
            zones: try row[3],
            load: try row[4],
            lastAssignedAt: try row[5],
            attendance: OnlineStatus(isConnected: try row[6], awaySince: try row[7])
        )
    }
}

extension AssignmentEntry {
    fileprivate init(row: Row) throws(DecodingError) {
        let act: String = try row[1]
        self.init(
            id: try row[0],
            act: AssignmentAction(label: act),
            actor: try row[2],
            actorName: try row[3],
            from: Assignee(person: try row[4], name: try row[5], role: try row[6]),
            to: Assignee(person: try row[7], name: try row[8], role: try row[9]),
            reason: try row[10],
            at: try row[11],
            assignVersion: try row[12],
            batch: try row[13]
        )
    }
}

extension Assignee {
    fileprivate init(person: Identifier<Person>?, name: UntrustedText?, role: String?) {
        if let person {
            self = .person(person, name: name)
        } else {
            self = role.map { .role(AppRole(label: $0)) } ?? .unassigned
        }
    }
}

import Domain
import Postgres

/// Requests that assign conversations.
package enum Assignments {
    /// The active members of the desk who can log in, including the user, by name.
    package static func colleagues(for user: CurrentUser) throws(AccessError) -> Request<[Colleague]> {
        try user.require(.seeColleagues)
        return Request(reading: Statement("colleagues", SQLFiles.colleagues, planned: .once))
    }

    /// Claims the next conversation that the user may claim: their own zones first, then by priority, then by waiting
    /// time; escalations only for their role. `zones` restricts it to those zones (0 is the common queue), empty for
    /// all. Nil if none is waiting.
    package static func takeNext(
        zones: [Int16] = [],
        by user: CurrentUser
    ) throws(AccessError) -> Request<Identifier<Conversation>?> {
        try user.require(.claim)
        return Request(writing: Statement("take_next", SQLFiles.takeNext, planned: .once), [Parameter(zones)])
    }

    /// Transfers a conversation, with a reason of 1 to 500 characters. The server refuses with `conflict` if it was
    /// reassigned since `assignVersion`, with `invalidInput` if the target may not have it or nobody holds the role.
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
            ]
        )
    }

    /// The last 50 entries of the assignment history, newest first; empty if the conversation isn't visible to the
    /// user.
    package static func history(
        of id: Identifier<Conversation>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<[AssignmentEntry]> {
        try user.require(.readConversations)
        return Request(reading: Statement("assignments", SQLFiles.assignments, planned: .once), [Parameter(id)])
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

extension Colleague: RowDecodable {
    init(row: Row) throws(DecodingError) {
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

extension AssignmentEntry: RowDecodable {
    init(row: Row) throws(DecodingError) {
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
    init(person: Identifier<Person>?, name: UntrustedText?, role: String?) {
        if let person {
            self = .person(person, name: name)
        } else {
            self = role.map { .role(AppRole(label: $0)) } ?? .unassigned
        }
    }
}

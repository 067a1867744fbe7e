/// A member of the desk as shown to colleagues who choose an assignee.
package struct Colleague: Sendable, Hashable {
    /// The person's id.
    package var id: Identifier<Person>
    /// First and last name; empty if the profile has none.
    package var name: UntrustedText
    /// The active role.
    package var role: AppRole
    /// The numbers of their zones, ascending.
    package var zones: [Int16]
    /// The number of open conversations assigned to them.
    package var load: Int64
    /// When a conversation was last assigned to or claimed by them; nil if never. Used by round robin.
    package var lastAssignedAt: Timestamp?
    /// Whether they are at a console.
    package var attendance: OnlineStatus

    /// Creates a colleague from their columns.
    package init(
        id: Identifier<Person>,
        name: UntrustedText,
        role: AppRole,
        zones: [Int16],
        load: Int64,
        lastAssignedAt: Timestamp?,
        attendance: OnlineStatus = .offline
    ) {
        self.id = id
        self.name = name
        self.role = role
        self.zones = zones
        self.load = load
        self.lastAssignedAt = lastAssignedAt
        self.attendance = attendance
    }
}

/// The target of a transfer.
package enum TransferTarget: Sendable, Hashable {
    /// A member of the desk, or of the role that the conversation waits for: EN_COURS, assigned.
    case person(Identifier<Person>)
    /// An escalation: anyone of the role may claim it. TRANSFÉRÉE, unassigned.
    case role(AppRole)
}

/// What caused a change of assignee.
package enum AssignmentAction: Sendable, Hashable {
    /// A specific conversation claimed from the queue.
    case claim
    /// The next conversation taken from the queue.
    case takeNext
    /// A reply to an unassigned conversation.
    case reply
    /// Released by its assignee, or by a supervisor on their behalf.
    case release
    /// Transferred to a person.
    case transfer
    /// Transferred to a role.
    case escalation
    /// Assigned by a supervisor.
    case assignment
    /// A manual change to a state that has no assignee.
    case stateChange
    /// One of the above, undone.
    case undo
    /// Conversations merged or unmerged.
    case merge, unmerge
    /// Handed over because its assignee, or everybody of the role that it waited for, lost the right to have it.
    case rightsEnded
    /// Any other action, by its label; `direct` for a change made by none of riad's functions.
    case other(String)

    /// The actions that riad knows.
    package static let all: [Self] = [
        .claim, .takeNext, .reply, .release, .transfer, .escalation, .assignment, .stateChange, .undo, .merge,
        .unmerge, .rightsEnded,
    ]

    /// Creates the action from its database label.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The database label.
    package var label: String {
        switch self {
        case .claim: "claim"
        case .takeNext: "take_next"
        case .reply: "reply"
        case .release: "release"
        case .transfer: "transfer"
        case .escalation: "escalation"
        case .assignment: "assignment"
        case .stateChange: "state_change"
        case .undo: "undo"
        case .merge: "merge"
        case .unmerge: "unmerge"
        case .rightsEnded: "rights_ended"
        case .other(let label): label
        }
    }
}

/// Who a conversation is assigned to.
package enum Assignee: Sendable, Hashable {
    /// Unassigned: it waits in the queue.
    case unassigned
    /// A person; the name is nil if the current user may not see it.
    case person(Identifier<Person>, name: UntrustedText?)
    /// A role, any member of which may claim it.
    case role(AppRole)
}

/// An entry of a conversation's assignment history.
package struct AssignmentEntry: Sendable, Hashable {
    /// The entry's id; for an escalation, the webhook sends it.
    package var id: Identifier<AssignmentEntry>
    /// What happened.
    package var action: AssignmentAction
    /// Who did it; nil if no person did.
    package var actor: Identifier<Person>?
    /// Their name; nil if the current user may not see it.
    package var actorName: UntrustedText?
    /// The assignee before.
    package var from: Assignee
    /// The assignee after.
    package var to: Assignee
    /// The actor's reason; nil if none was required.
    package var reason: UntrustedText?
    /// When it happened.
    package var at: Timestamp
    /// The conversation's assignment version afterwards.
    package var assignVersion: Int32
    /// The bulk change it belongs to; nil if none.
    package var batch: Identifier<Batch>?

    /// Creates an entry from its columns.
    package init(
        id: Identifier<AssignmentEntry>,
        act: AssignmentAction,
        actor: Identifier<Person>?,
        actorName: UntrustedText?,
        from: Assignee,
        to: Assignee,
        reason: UntrustedText?,
        at: Timestamp,
        assignVersion: Int32,
        batch: Identifier<Batch>?
    ) {
        self.id = id
        self.action = act
        self.actor = actor
        self.actorName = actorName
        self.from = from
        self.to = to
        self.reason = reason
        self.at = at
        self.assignVersion = assignVersion
        self.batch = batch
    }
}

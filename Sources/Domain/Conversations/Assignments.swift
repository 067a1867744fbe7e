/// A person of the desk as colleagues see them when they choose whom to give a conversation to.
package struct Colleague: Sendable, Hashable {
    /// Who it is.
    package var id: Identifier<Person>
    /// First and last name; empty where the profile has none.
    package var name: UntrustedText
    /// The active role.
    package var role: AppRole
    /// The numbers of the person's zones, ascending.
    package var zones: [Int16]
    /// How many open conversations are assigned to them.
    package var load: Int64
    /// When a conversation was last given to them or taken by them; nil for never. For taking turns.
    package var lastAssignedAt: Timestamp?
    /// Whether they sit before a console.
    package var attendance: OnlineStatus

    /// A colleague from their columns.
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

/// To whom a conversation is transferred.
package enum TransferTarget: Sendable, Hashable {
    /// Somebody of the desk, or of the role that the conversation waits for: EN_COURS, assigned.
    case person(Identifier<Person>)
    /// Whoever of that role claims it first, an escalation: TRANSFÉRÉE, unassigned.
    case role(AppRole)
}

/// What gave a conversation to somebody else.
package enum AssignmentAction: Sendable, Hashable {
    /// Somebody took this one from the queue.
    case claim
    /// Somebody took whatever came next.
    case takeNext
    /// A reply to a conversation that was nobody's.
    case reply
    /// Its assignee gave it back, or a supervisor gave it back for them.
    case release
    /// Transferred to a person.
    case transfer
    /// Transferred to a role.
    case escalation
    /// A supervisor decided whose it is.
    case assignment
    /// A state chosen by hand that nobody has a conversation in.
    case stateChange
    /// Something of the above was taken back.
    case undo
    /// Conversations were merged, or taken apart again.
    case merge, unmerge
    /// Anything else, by its label; `direct` for a change that no function of the house made.
    case other(String)

    /// The acts that the house knows.
    package static let all: [Self] = [
        .claim, .takeNext, .reply, .release, .transfer, .escalation, .assignment, .stateChange, .undo, .merge,
        .unmerge,
    ]

    /// The act of a label as the database has it.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The label as the database has it.
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
        case .other(let label): label
        }
    }
}

/// Who has a conversation.
package enum Assignee: Sendable, Hashable {
    /// Nobody: it waits in the queue.
    case unassigned
    /// A person; the name is nil where it is hidden from the user.
    case person(Identifier<Person>, name: UntrustedText?)
    /// Whoever of that role claims it.
    case role(AppRole)
}

/// An entry of a conversation's history: it went from one holder to another.
package struct AssignmentEntry: Sendable, Hashable {
    /// The entry; as an escalation's id it stands in the webhook.
    package var id: Identifier<AssignmentEntry>
    /// What it was.
    package var action: AssignmentAction
    /// Who did it; nil where no person did.
    package var actor: Identifier<Person>?
    /// Their name; nil where it is hidden from the user.
    package var actorName: UntrustedText?
    /// Whose it was.
    package var from: Assignee
    /// Whose it became.
    package var to: Assignee
    /// Why, in the actor's words; nil where none were asked for.
    package var reason: UntrustedText?
    /// When.
    package var at: Timestamp
    /// The conversation's count of assignments after it.
    package var assignVersion: Int32
    /// The change of many at once that it was part of.
    package var batch: Identifier<Batch>?

    /// An entry from its columns.
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

/// A capability that a role may grant.
package enum Capability: String, Sendable, Hashable, CaseIterable {
    /// Read a conversation, its messages and notes.
    case readConversations
    /// Write an internal note.
    case writeNotes
    /// Reply to the guest.
    case reply
    /// Claim an unassigned conversation.
    case claim
    /// Release a conversation of one's own.
    case release
    /// Transfer a conversation to a person or role, with a reason.
    case transfer
    /// Assign or reassign any conversation.
    case assign
    /// Change the state, to those that can be set manually.
    case changeState
    /// Change priority.
    case changePriority
    /// Change tags.
    case changeTags
    /// Archive a finished conversation.
    case archive
    /// See colleagues' names, roles, zones and load.
    case seeColleagues
    /// Read guests and reservations.
    case readGuests
    /// Change guests and reservations.
    case writeGuests
    /// Read properties and zones.
    case readProperties
    /// Change properties and zones.
    case writeProperties
    /// Read workflow metrics, dashboards and incidents.
    case readMetrics
    /// Manage incidents and settings.
    case manageSettings
    /// Manage webhook configurations, logs and redelivery.
    case manageWebhooks
    /// Grant and revoke roles up to a level.
    case giveRoles
    /// Manage users, logins, passwords and sessions.
    case managePeople
    /// Manage what the desk shares: SLA targets, calendars, saved views, canned replies.
    case manageShared
    /// Merge, make bulk changes, export.
    case actInBulk
    /// Read the audit trail: all of it, or one's own entries.
    case readAudit
    /// Run the retention clean-up.
    case cleanUp
}

/// The conversations or other rows that a capability covers.
package enum Scope: Sendable, Hashable {
    /// None.
    case nothing
    /// Those assigned to the user.
    case own
    /// Unassigned ones that the user can read.
    case unassigned
    /// Those assigned to the user, and unassigned ones that they can read.
    case ownOrUnassigned
    /// All that the user can read.
    case readable
    /// All.
    case everything
}

/// The rights table, the reference for repositories, commands and the database's policies.
package enum Rights {
    /// The desk roles, which reply to guests from the inbox.
    package static let inboxRoles: [AppRole] = [.superAdmin, .administrateur, .superviseur, .agent]

    /// The scope of a capability for a role. A role added by the deployment has no rights.
    package static func scope(of capability: Capability, for role: AppRole) -> Scope {
        switch role {
        case .superAdmin, .administrateur:
            administrators(capability)
        case .superviseur:
            supervisors(capability)
        case .agent:
            agents(capability)
        case .responsableLogistique, .responsableQualite, .technicien, .comptabilite, .femmeDeMenage:
            others(capability)
        case .other:
            .nothing
        }
    }

    /// The highest level of role that a role may grant, and of people whom it may manage; 0 if none.
    package static func highestGrantableLevel(for role: AppRole) -> Int {
        switch role {
        case .superAdmin, .administrateur: role.level
        case .superviseur: role.level - 1
        case .agent, .responsableLogistique, .responsableQualite, .technicien, .comptabilite, .femmeDeMenage, .other: 0
        }
    }

    private static func administrators(_ capability: Capability) -> Scope {
        switch capability {
        case .manageSettings, .manageWebhooks, .managePeople, .readAudit, .cleanUp: .everything
        case .readConversations, .writeNotes, .reply, .claim, .release, .transfer, .assign, .changeState,
            .changePriority, .changeTags, .archive, .seeColleagues, .readGuests, .writeGuests, .readProperties,
            .writeProperties, .readMetrics, .giveRoles, .manageShared, .actInBulk:
            supervisors(capability)
        }
    }

    private static func supervisors(_ capability: Capability) -> Scope {
        switch capability {
        case .claim: .unassigned
        case .release: .own
        case .readConversations, .writeNotes, .reply, .transfer, .assign, .changeState, .changePriority, .changeTags,
            .archive, .seeColleagues, .readGuests, .writeGuests, .readProperties, .writeProperties, .readMetrics,
            .giveRoles, .manageShared, .actInBulk:
            .everything
        case .readAudit: .own
        case .manageSettings, .manageWebhooks, .managePeople, .cleanUp: .nothing
        }
    }

    private static func agents(_ capability: Capability) -> Scope {
        switch capability {
        // All rows, or fewer under zone isolation: row security decides.
        case .readConversations, .writeNotes, .readGuests, .writeGuests: .readable
        case .seeColleagues, .readProperties: .everything
        case .reply: .ownOrUnassigned
        case .claim: .unassigned
        case .release, .transfer, .changeState, .changePriority, .changeTags, .readAudit: .own
        case .assign, .archive, .writeProperties, .readMetrics, .manageSettings, .manageWebhooks, .giveRoles,
            .managePeople, .manageShared, .actInBulk, .cleanUp:
            .nothing
        }
    }

    /// Roles outside the desk read conversations assigned to them or transferred to their role, and what these are about.
    private static func others(_ capability: Capability) -> Scope {
        switch capability {
        case .readConversations, .writeNotes, .readGuests, .readProperties: .readable
        case .claim: .unassigned
        case .reply, .release, .transfer, .changeState, .changePriority, .changeTags, .readAudit: .own
        case .assign, .archive, .seeColleagues, .writeGuests, .writeProperties, .readMetrics,
            .manageSettings, .manageWebhooks, .giveRoles, .managePeople, .manageShared, .actInBulk,
            .cleanUp:
            .nothing
        }
    }
}

/// A refusal found before any round trip.
package struct AccessError: Error, Sendable, Hashable {
    /// The missing capability.
    package let capability: Capability
    /// The user's role; nil if they have none.
    package let role: AppRole?
    /// What the refusal depends on.
    package let limit: Cause

    /// What the refusal depends on.
    package enum Cause: Sendable, Hashable {
        /// The role never has the capability.
        case role
        /// The role has the capability, but not for this conversation.
        case conversation
        /// The role has the capability, but not for this person.
        case person
    }

    /// Creates a refusal.
    package init(capability: Capability, role: AppRole?, limit: Cause) {
        self.capability = capability
        self.role = role
        self.limit = limit
    }
}

extension CurrentUser {
    /// Whether the user has the capability in any scope.
    package func can(_ capability: Capability) -> Bool {
        scope(of: capability) != .nothing
    }

    /// Whether the user has the capability for a readable conversation with this assignee (nil if unassigned).
    package func may(_ capability: Capability, onAssignedTo assignee: Identifier<Person>?) -> Bool {
        switch scope(of: capability) {
        case .nothing: false
        case .own: assignee == id
        case .unassigned: assignee == nil
        case .ownOrUnassigned: assignee == id || assignee == nil
        case .readable, .everything: true
        }
    }

    /// Throws if the user lacks the capability in every scope.
    package func require(_ capability: Capability) throws(AccessError) {
        guard can(capability) else {
            throw AccessError(capability: capability, role: role, limit: .role)
        }
    }

    /// Throws if the user lacks the capability for everything, whatever conversations they can read.
    package func requireEverywhere(_ capability: Capability) throws(AccessError) {
        guard scope(of: capability) == .everything else {
            throw AccessError(capability: capability, role: role, limit: .role)
        }
    }

    /// Throws if the user lacks the capability for a conversation with this assignee.
    package func require(_ capability: Capability, assignedTo assignee: Identifier<Person>?) throws(AccessError) {
        try require(capability)
        guard may(capability, onAssignedTo: assignee) else {
            throw AccessError(capability: capability, role: role, limit: .conversation)
        }
    }

    private func scope(of capability: Capability) -> Scope {
        role.map { Rights.scope(of: capability, for: $0) } ?? .nothing
    }
}

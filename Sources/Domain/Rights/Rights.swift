/// Something that a person may or may not do.
package enum Capability: String, Sendable, Hashable, CaseIterable {
    /// Read a conversation, its messages and notes.
    case readConversations
    /// Leave an internal note.
    case writeNotes
    /// Answer the guest.
    case reply
    /// Take a conversation that is nobody's.
    case claim
    /// Give an own conversation back.
    case release
    /// Transfer an own conversation to a person or a role, with a reason.
    case transfer
    /// Assign or reassign anyone's conversation.
    case assign
    /// Change state, among those that may be chosen by hand.
    case changeState
    /// Change priority.
    case changePriority
    /// Change tags.
    case changeTags
    /// Put a finished conversation away for good.
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
    /// Give and take roles below a limit.
    case giveRoles
    /// Manage users, logins, passwords and sessions.
    case managePeople
    /// Manage what the desk shares: targets, calendars, views, canned replies.
    case manageShared
    /// Merge, act on many at once, export.
    case actInBulk
    /// Read the audit trail: everybody's, or of it one's own entries.
    case readAudit
    /// Run the retention clean-up.
    case cleanUp
}

/// On which conversations, or other rows, a capability holds.
package enum Scope: Sendable, Hashable {
    /// On none.
    case nothing
    /// On those assigned to the person.
    case own
    /// On those that are nobody's, among those the person can read.
    case unassigned
    /// On those assigned to the person or to nobody, among those the person can read.
    case ownOrUnassigned
    /// On all that the person can read.
    case readable
    /// On all there are.
    case everything
}

/// Who may do what: the one table that repositories, commands and the database's policies are held against.
package enum Rights {
    /// The roles that answer guests from the inbox.
    package static let inboxRoles: [AppRole] = [.superAdmin, .administrateur, .superviseur, .agent]

    /// Where a role may use a capability. A role that this deployment added has no rights.
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

    /// The highest level of a role that a role may give, and so of a person whom it may change; 0 where it may give none.
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
        // Everything, or under zone isolation what it leaves them: the policies decide, row by row.
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

    /// Roles beside the desk read what is assigned to them or transferred to their role.
    private static func others(_ capability: Capability) -> Scope {
        switch capability {
        case .readConversations, .writeNotes, .readGuests: .readable
        case .claim: .unassigned
        case .reply, .release, .transfer, .changeState, .changePriority, .changeTags, .readAudit: .own
        case .assign, .archive, .seeColleagues, .writeGuests, .readProperties, .writeProperties, .readMetrics,
            .manageSettings, .manageWebhooks, .giveRoles, .managePeople, .manageShared, .actInBulk,
            .cleanUp:
            .nothing
        }
    }
}

/// A refusal before any round trip: what is missing.
package struct AccessError: Error, Sendable, Hashable {
    /// What was to be done.
    package let capability: Capability
    /// The role that asked; nil where the person has none.
    package let role: AppRole?
    /// What stands against it.
    package let limit: Cause

    /// What stands against what was to be done.
    package enum Cause: Sendable, Hashable {
        /// The role may not do it anywhere.
        case role
        /// The role may do it, but not on this conversation.
        case conversation
        /// The role may do it, but not to this person.
        case person
    }

    /// A refusal.
    package init(capability: Capability, role: AppRole?, limit: Cause) {
        self.capability = capability
        self.role = role
        self.limit = limit
    }
}

extension CurrentUser {
    /// Whether the person may do this anywhere at all.
    package func can(_ capability: Capability) -> Bool {
        scope(of: capability) != .nothing
    }

    /// Whether the person may do this on a conversation that they can read and that is this person's, or nobody's.
    package func may(_ capability: Capability, onAssignedTo assignee: Identifier<Person>?) -> Bool {
        switch scope(of: capability) {
        case .nothing: false
        case .own: assignee == id
        case .unassigned: assignee == nil
        case .ownOrUnassigned: assignee == id || assignee == nil
        case .readable, .everything: true
        }
    }

    /// Throws where the person may not do this anywhere.
    package func require(_ capability: Capability) throws(AccessError) {
        guard can(capability) else {
            throw AccessError(capability: capability, role: role, limit: .role)
        }
    }

    /// Throws where the person may not do this on a conversation of that assignee.
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

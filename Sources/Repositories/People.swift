import Domain
import Postgres

/// Requests for staff profiles and roles. After revoking a right, send `endRemainingSessions`.
package enum People {
    /// All people, active ones first, by name; for superviseur and above. Only administrators get e-mail, telephone,
    /// login and sessions.
    package static func list(for user: CurrentUser) throws(AccessError) -> Request<[StaffMember]> {
        try user.require(.giveRoles)
        return reading(nil)
    }

    /// One person; nil if they don't exist.
    package static func find(
        _ id: Identifier<Person>,
        for user: CurrentUser
    ) throws(AccessError) -> Request<StaffMember?> {
        if id != user.id { try user.require(.giveRoles) }
        return reading(id).map(\.first)
    }

    /// Adds a person without role and login. `alreadyExists`: the id is taken; `invalidInput`: invalid texts.
    package static func add(
        _ id: Identifier<Person>,
        _ details: StaffDetails,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.managePeople)
        let statement = Statement("add_person", SQLFiles.addPerson, planned: .once)
        return writing(statement, [Parameter(id)] + details.parameters)
    }

    /// Updates a whole profile; open conversations of a person who is deactivated go to the queue.
    package static func edit(
        _ member: StaffMember,
        into details: StaffDetails,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try edit(member, into: details, successor: nil, by: user).map { _ in }
    }

    /// Updates a whole profile. If that deactivates the person, their open conversations go to `successor`, or to the queue;
    /// returns how many. `notPermitted`: the user may not manage that person, or would deactivate themselves; `outdated`:
    /// changed since `member` was read; `lastSuperAdmin`: the last super_admin; `invalidInput`: invalid texts, or
    /// somebody who can't have conversations.
    package static func edit(
        _ member: StaffMember,
        into details: StaffDetails,
        successor: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        try user.require(.managePeople, managing: member)
        let profile = details.parameters + [Parameter(details.isActive), Parameter(member.updatedAt)]
        return counting(
            Statement("edit_person", SQLFiles.editPerson, planned: .once),
            [Parameter(member.id)] + profile + [Parameter(successor)]
        )
    }

    /// Updates the user's own name and telephone number (empty for none). `invalidInput`: invalid texts.
    package static func editSelf(firstName: String, lastName: String, phone: String) -> Request<Void> {
        let statement = Statement("edit_own_profile", SQLFiles.editOwnProfile, planned: .once)
        return writing(statement, [Parameter(firstName), Parameter(lastName), Parameter(phone)])
    }

    /// Grants a role; open conversations that the person may not keep go to the queue.
    package static func grantRole(
        _ role: AppRole,
        until expiry: Timestamp?,
        to member: StaffMember,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try grantRole(role, until: expiry, to: member, successor: nil, by: user).map { _ in }
    }

    /// Grants a role in place of the current one, until `expiry` (nil for no end). Open conversations that the person may
    /// not keep go to `successor`, or to the queue; returns how many. `notPermitted`: not the user's to grant to that
    /// person; `lastSuperAdmin`: the last super_admin; `invalidInput`: the expiry has passed, or somebody who can't
    /// have conversations.
    package static func grantRole(
        _ role: AppRole,
        until expiry: Timestamp?,
        to member: StaffMember,
        successor: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        guard user.canChangeRole(of: member), user.canGrant(role) else { throw user.refusal(.giveRoles) }
        return counting(
            Statement("assign_role", SQLFiles.assignRole, planned: .once),
            [
                Parameter(member.id), Parameter(role.label), Parameter(user.id), Parameter(expiry),
                Parameter(successor),
            ]
        )
    }

    /// Revokes a person's role; their open conversations go to the queue.
    package static func revokeRole(of member: StaffMember, by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try revokeRole(of: member, successor: nil, by: user).map { _ in }
    }

    /// Revokes a person's role. Their open conversations go to `successor`, or to the queue; returns how many.
    /// `notPermitted`: not the user's to revoke; `notFound`: they have none; `lastSuperAdmin`: the last super_admin;
    /// `invalidInput`: somebody who can't have conversations.
    package static func revokeRole(
        of member: StaffMember,
        successor: Identifier<Person>?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        guard user.canChangeRole(of: member) else { throw user.refusal(.giveRoles) }
        return counting(
            Statement("revoke_role", SQLFiles.revokeRole, planned: .once),
            [Parameter(member.id), Parameter(successor)]
        )
    }

    /// Hands over the next conversations of a person who lost a right, and returns how many; 0 when none are left. Send it
    /// after the loss is committed, again and again; a worker does the rest otherwise.
    package static func continueHandover(
        of member: StaffMember,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        guard user.canChangeRole(of: member) else { throw user.refusal(.giveRoles) }
        return counting(
            Statement("continue_handover", SQLFiles.continueHandover, planned: .once),
            [Parameter(member.id)]
        )
    }

    /// Ends the person's remaining sessions, and those of anyone without rights; returns how many. Send it after a loss
    /// of rights is committed: a session opened just before may hold an older snapshot.
    package static func endRemainingSessions(
        of member: StaffMember,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Int32> {
        guard user.canChangeRole(of: member) else { throw user.refusal(.giveRoles) }
        return Request(
            writing: Statement("end_remaining_sessions", SQLFiles.endRemainingSessions, planned: .once),
            [Parameter(member.id)]
        )
    }

    private static func reading(_ id: Identifier<Person>?) -> Request<[StaffMember]> {
        Request(reading: Statement("people", SQLFiles.people, planned: .once), [Parameter(id)])
    }

    private static func counting(_ statement: Statement, _ parameters: [Parameter]) -> Request<Int32> {
        Request(writing: statement, parameters, decode: { rows throws(DecodingError) in try rows.single()[0] })
    }

    private static func writing(_ statement: Statement, _ parameters: [Parameter]) -> Request<Void> {
        Request(writing: statement, parameters)
    }
}

extension CurrentUser {
    /// Throws if the user lacks the capability or may not manage that person.
    func require(_ capability: Capability, managing member: StaffMember) throws(AccessError) {
        try require(capability)
        guard canGrant(member.role?.role) else { throw refusal(capability) }
    }

    /// The error for a capability the user lacks, generally or for that person.
    func refusal(_ capability: Capability) -> AccessError {
        AccessError(capability: capability, role: role, limit: can(capability) ? .person : .role)
    }
}

extension StaffDetails {
    fileprivate var parameters: [Parameter] {
        [
            Parameter(firstName), Parameter(lastName), Parameter(email), Parameter(phone), Parameter(profile.label),
            Parameter(zones),
        ]
    }

    fileprivate init(row: Row) throws(DecodingError) {
        let profile: String = try row[5]
        self.init(
            firstName: try row[1],
            lastName: try row[2],
            email: try row[3],
            phone: try row[4],
            profile: ProfileType(label: profile),
            zones: try row[6],
            isActive: try row[7]
        )
    }
}

extension StaffMember: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            id: try row[0],
            details: try StaffDetails(row: row),
            role: try RoleGrant(row: row),
            login: try StaffLogin(row: row),
            load: try row[15],
            updatedAt: try row[16],
            attendance: OnlineStatus(isConnected: try row[17], awaySince: try row[18])
        )
    }
}

extension RoleGrant {
    fileprivate init?(row: Row) throws(DecodingError) {
        guard let label: String = try row[8] else { return nil }
        self.init(role: AppRole(label: label), expiresAt: try row[9], givenBy: try row[10])
    }
}

extension StaffLogin {
    fileprivate init?(row: Row) throws(DecodingError) {
        guard let name: String = try row[11] else { return nil }
        let opens: Bool? = try row[12]
        self.init(
            name: name,
            // A login that doesn't exist on the server can't be used.
            isOpen: opens ?? false,
            firstPasswordUntil: try row[13],
            sessions: try row[14]
        )
    }
}

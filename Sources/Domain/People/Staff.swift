/// A person's occupation; descriptive, grants no rights.
package enum ProfileType: Sendable, Hashable {
    /// Answers guests.
    case agent
    /// Accounting.
    case comptabilite
    /// Housekeeping.
    case femmeDeMenage
    /// Repairs.
    case technicien
    /// Administers the company.
    case administrateur
    /// Manages logistics.
    case responsableLogistique
    /// Manages quality.
    case responsableQualite
    /// A type of another deployment, by its label.
    case other(String)

    /// The types of the specification, in its order.
    package static let all: [Self] = [
        .agent, .comptabilite, .femmeDeMenage, .technicien, .administrateur, .responsableLogistique,
        .responsableQualite,
    ]

    /// Creates the type from its database label.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The database label.
    package var label: String {
        switch self {
        case .agent: "agent"
        case .comptabilite: "comptabilite"
        case .femmeDeMenage: "femme_de_menage"
        case .technicien: "technicien"
        case .administrateur: "administrateur"
        case .responsableLogistique: "responsable_logistique"
        case .responsableQualite: "responsable_qualite"
        case .other(let label): label
        }
    }
}

/// A person's editable profile.
package struct StaffDetails: Sendable, Hashable {
    /// First name, 1 to 100 characters.
    package var firstName: UntrustedText
    /// Last name, up to 100 characters; may be empty.
    package var lastName: UntrustedText
    /// E-mail address; nil if the user may not see it.
    package var email: UntrustedText?
    /// Telephone number; nil if there is none or the user may not see it.
    package var phone: UntrustedText?
    /// Their occupation.
    package var profile: ProfileType
    /// The numbers of their zones.
    package var zones: [Int16]
    /// Whether they are active; inactive people can't log in.
    package var isActive: Bool

    /// Creates details from their columns.
    package init(
        firstName: UntrustedText,
        lastName: UntrustedText,
        email: UntrustedText?,
        phone: UntrustedText?,
        profile: ProfileType,
        zones: [Int16],
        isActive: Bool
    ) {
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.phone = phone
        self.profile = profile
        self.zones = zones
        self.isActive = isActive
    }
}

/// A role granted to a person.
package struct RoleGrant: Sendable, Hashable {
    /// The role.
    package var role: AppRole
    /// When it expires; nil for never.
    package var expiresAt: Timestamp?
    /// Who granted it; nil if unknown.
    package var grantedBy: UntrustedText?

    /// Creates a role from its columns.
    package init(role: AppRole, expiresAt: Timestamp? = nil, givenBy: UntrustedText? = nil) {
        self.role = role
        self.expiresAt = expiresAt
        self.grantedBy = givenBy
    }

    /// Whether it grants rights at that time.
    package func isActive(at now: Timestamp) -> Bool {
        expiresAt.map { $0 > now } ?? true
    }
}

/// The PostgreSQL login of a person.
package struct StaffLogin: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Whether the server accepts it; false while its person is inactive.
    package var isOpen: Bool
    /// When its first password expires; nil once the person has set their own.
    package var firstPasswordUntil: Timestamp?
    /// The number of its open sessions.
    package var sessions: Int64

    /// Creates a login from its columns.
    package init(name: String, isOpen: Bool, firstPasswordUntil: Timestamp?, sessions: Int64) {
        self.name = name
        self.isOpen = isOpen
        self.firstPasswordUntil = firstPasswordUntil
        self.sessions = sessions
    }
}

/// A person as administrators see them.
package struct StaffMember: Sendable, Hashable {
    /// The person's id.
    package var id: Identifier<Person>
    /// Their profile.
    package var details: StaffDetails
    /// Their active role, expired or not; nil if they have none.
    package var role: RoleGrant?
    /// Their login; nil if they have none or the user may not see it.
    package var login: StaffLogin?
    /// The number of open conversations assigned to them.
    package var load: Int64
    /// When the profile was last changed; an edit passes the value it saw.
    package var updatedAt: Timestamp
    /// Whether they are at a console.
    package var attendance: OnlineStatus

    /// Creates a person from their columns.
    package init(
        id: Identifier<Person>,
        details: StaffDetails,
        role: RoleGrant?,
        login: StaffLogin?,
        load: Int64,
        updatedAt: Timestamp,
        attendance: OnlineStatus = .offline
    ) {
        self.id = id
        self.details = details
        self.role = role
        self.login = login
        self.load = load
        self.updatedAt = updatedAt
        self.attendance = attendance
    }

    /// First and last name; the login's name if both are empty.
    package var name: UntrustedText {
        let parts = [details.firstName.original, details.lastName.original].filter { !$0.isEmpty }
        return UntrustedText(parts.isEmpty ? login?.name ?? "" : parts.joined(separator: " "))
    }
}

extension CurrentUser {
    /// Whether the user may grant that role, and so revoke it from others.
    package func canGrant(_ other: AppRole?) -> Bool {
        guard let other else { return role.map { Rights.highestGrantableLevel(for: $0) > 0 } ?? false }
        return other.level > 0 && other.level <= (role.map { Rights.highestGrantableLevel(for: $0) } ?? 0)
    }

    /// Whether the user may change that person's role; never their own.
    package func canChangeRole(of member: StaffMember) -> Bool {
        can(.giveRoles) && member.id != id && canGrant(member.role?.role)
    }

    /// Whether the user may change that person's profile, login and sessions.
    package func canManage(_ member: StaffMember) -> Bool {
        can(.managePeople) && canGrant(member.role?.role)
    }

    /// Whether the user may reset that person's password; their own they change themselves.
    package func canResetPassword(of member: StaffMember) -> Bool {
        canManage(member) && member.id != id
    }

    /// The roles that the user may grant, highest first.
    package var grantableRoles: [AppRole] {
        can(.giveRoles) ? AppRole.all.filter { canGrant($0) } : []
    }
}

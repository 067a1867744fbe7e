/// What somebody does in the company; it describes and gives no right.
package enum ProfileType: Sendable, Hashable {
    /// Answers guests.
    case agent
    /// Keeps the accounts.
    case comptabilite
    /// Keeps the rooms.
    case femmeDeMenage
    /// Repairs.
    case technicien
    /// Runs the house.
    case administrateur
    /// Runs logistics.
    case responsableLogistique
    /// Looks after quality.
    case responsableQualite
    /// A type of another deployment, by its label.
    case other(String)

    /// The types of the specification, in its order.
    package static let all: [Self] = [
        .agent, .comptabilite, .femmeDeMenage, .technicien, .administrateur, .responsableLogistique,
        .responsableQualite,
    ]

    /// The type of a label as the database has it.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The label as the database has it.
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

/// What can be changed of a person: who they are and where they work.
package struct StaffDetails: Sendable, Hashable {
    /// First name, 1 to 100 characters.
    package var firstName: UntrustedText
    /// Last name, up to 100 characters; may be empty.
    package var lastName: UntrustedText
    /// E-mail address; nil where the user may not see it.
    package var email: UntrustedText?
    /// Telephone number; nil where there is none, or the user may not see it.
    package var phone: UntrustedText?
    /// What they do.
    package var profile: ProfileType
    /// The numbers of their zones.
    package var zones: [Int16]
    /// Whether they work here at present; who doesn't can't log in.
    package var isActive: Bool

    /// Details from their columns.
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

/// A role as somebody holds it.
package struct RoleGrant: Sendable, Hashable {
    /// The role.
    package var role: AppRole
    /// When it ends; nil where it doesn't.
    package var expiresAt: Timestamp?
    /// Who gave it; nil where nobody is known.
    package var grantedBy: UntrustedText?

    /// A role from its columns.
    package init(role: AppRole, expiresAt: Timestamp? = nil, givenBy: UntrustedText? = nil) {
        self.role = role
        self.expiresAt = expiresAt
        self.grantedBy = givenBy
    }

    /// Whether it gives rights at that moment.
    package func isActive(at now: Timestamp) -> Bool {
        expiresAt.map { $0 > now } ?? true
    }
}

/// The PostgreSQL login of a person.
package struct StaffLogin: Sendable, Hashable {
    /// Its name.
    package var name: String
    /// Whether the server lets it in; it doesn't while its person is inactive.
    package var isOpen: Bool
    /// Until when its first password waits to be replaced; nil once its person has set their own.
    package var firstPasswordUntil: Timestamp?
    /// How many sessions it has open.
    package var sessions: Int64

    /// A login from its columns.
    package init(name: String, isOpen: Bool, firstPasswordUntil: Timestamp?, sessions: Int64) {
        self.name = name
        self.isOpen = isOpen
        self.firstPasswordUntil = firstPasswordUntil
        self.sessions = sessions
    }
}

/// A person as those see them who run the house.
package struct StaffMember: Sendable, Hashable {
    /// The user.
    package var id: Identifier<Person>
    /// Who they are.
    package var details: StaffDetails
    /// Their active role, ended or not; nil where they have none.
    package var role: RoleGrant?
    /// Their login; nil where they have none, or the user may not see it.
    package var login: StaffLogin?
    /// Open conversations assigned to them.
    package var load: Int64
    /// When the profile was changed last; an edit says what it has seen.
    package var updatedAt: Timestamp
    /// Whether they sit before a console.
    package var attendance: OnlineStatus

    /// A person from their columns.
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

    /// First and last name; the login's where there is none.
    package var name: UntrustedText {
        let parts = [details.firstName.original, details.lastName.original].filter { !$0.isEmpty }
        return UntrustedText(parts.isEmpty ? login?.name ?? "" : parts.joined(separator: " "))
    }
}

extension CurrentUser {
    /// Whether that role is among those that the person may give, and so may be taken from whoever has it.
    package func canGrant(_ other: AppRole?) -> Bool {
        guard let other else { return role.map { Rights.highestGrantableLevel(for: $0) > 0 } ?? false }
        return other.level > 0 && other.level <= (role.map { Rights.highestGrantableLevel(for: $0) } ?? 0)
    }

    /// Whether the person may give that one another role, or none: never themselves.
    package func canChangeRole(of member: StaffMember) -> Bool {
        can(.giveRoles) && member.id != id && canGrant(member.role?.role)
    }

    /// Whether the person may change that one's profile, login and sessions.
    package func canManage(_ member: StaffMember) -> Bool {
        can(.managePeople) && canGrant(member.role?.role)
    }

    /// Whether the person may give that one a new first password; their own they set.
    package func canResetPassword(of member: StaffMember) -> Bool {
        canManage(member) && member.id != id
    }

    /// The roles that the person may give, highest first.
    package var grantableRoles: [AppRole] {
        can(.giveRoles) ? AppRole.all.filter { canGrant($0) } : []
    }
}

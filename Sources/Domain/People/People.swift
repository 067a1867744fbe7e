/// A role that grants rights; a person has at most one active role.
package enum AppRole: Sendable, Hashable {
    /// All rights.
    case superAdmin
    /// Administers the company.
    case administrateur
    /// Supervises the desk.
    case superviseur
    /// Logistics.
    case responsableLogistique
    /// Quality.
    case responsableQualite
    /// Repairs.
    case technicien
    /// Answers guests.
    case agent
    /// Accounts.
    case comptabilite
    /// Housekeeping.
    case femmeDeMenage
    /// A role of another deployment, by its label; it grants no rights here.
    case other(String)

    /// The roles of the specification, highest first.
    package static let all: [Self] = [
        .superAdmin, .administrateur, .superviseur, .responsableLogistique, .responsableQualite, .technicien, .agent,
        .comptabilite, .femmeDeMenage,
    ]

    /// Creates the role from its database label.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The database label.
    package var label: String {
        switch self {
        case .superAdmin: "super_admin"
        case .administrateur: "administrateur"
        case .superviseur: "superviseur"
        case .responsableLogistique: "responsable_logistique"
        case .responsableQualite: "responsable_qualite"
        case .technicien: "technicien"
        case .agent: "agent"
        case .comptabilite: "comptabilite"
        case .femmeDeMenage: "femme_de_menage"
        case .other(let label): label
        }
    }

    /// From 9 for super_admin down to 1; 0 for an unknown role. Only used for granting roles.
    package var level: Int {
        Self.all.firstIndex(of: self).map { Self.all.count - $0 } ?? 0
    }
}

/// A member of staff.
package struct Person: Sendable, Hashable {
    /// The id in `profiles.user_id`.
    package var id: Identifier<Person>
    /// First and last name, as colleagues see it.
    package var name: UntrustedText

    /// Creates a person from an id and a name.
    package init(id: Identifier<Person>, name: UntrustedText) {
        self.id = id
        self.name = name
    }
}

/// A geographical zone of this deployment.
package struct Zone: Sendable, Hashable {
    /// The zone's number in the database, as stored in rows.
    package var number: Int16
    /// Its label, such as `marrakech_gueliz`.
    package var label: String
    /// Its city, such as `marrakech`.
    package var city: String

    /// Creates a zone from its columns.
    package init(number: Int16, label: String, city: String) {
        self.number = number
        self.label = label
        self.city = city
    }

    /// The query pattern that matches a city's zones, such as `marrakech_*`.
    package static func pattern(ofCity city: String) -> String { QueryToken.folded(city) + "_*" }
}

/// The logged-in user and what their effective rights depend on.
package struct CurrentUser: Sendable, Hashable {
    /// The person's id.
    package var id: Identifier<Person>
    /// The PostgreSQL login.
    package var login: String
    /// First and last name.
    package var name: UntrustedText
    /// The active role; nil if they have none, and then nothing is permitted.
    package var role: AppRole?
    /// The numbers of their zones.
    package var zones: [Int16]
    /// Whether zone isolation applies: the user then sees only their zones, the common queue and their own
    /// conversations.
    package var isIsolated: Bool
    /// For how long what they do can be taken back, in seconds; 0 if the deployment doesn't offer it.
    package var undoSeconds: Int32

    /// Creates a user from its columns.
    package init(
        id: Identifier<Person>,
        login: String,
        name: UntrustedText,
        role: AppRole?,
        zones: [Int16],
        isIsolated: Bool,
        undoSeconds: Int32 = 0
    ) {
        self.id = id
        self.login = login
        self.name = name
        self.role = role
        self.zones = zones
        self.isIsolated = isIsolated
        self.undoSeconds = undoSeconds
    }
}

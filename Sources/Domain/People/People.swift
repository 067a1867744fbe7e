/// A role that gives rights; a person has one active role at a time.
package enum AppRole: Sendable, Hashable {
    /// Everything.
    case superAdmin
    /// Runs the house.
    case administrateur
    /// Steers the desk.
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
    /// A role of another deployment, by its label; it has no rights here.
    case other(String)

    /// The roles of the specification, highest first.
    package static let all: [Self] = [
        .superAdmin, .administrateur, .superviseur, .responsableLogistique, .responsableQualite, .technicien, .agent,
        .comptabilite, .femmeDeMenage,
    ]

    /// The role of a label as the database has it.
    package init(label: String) {
        self = Self.all.first { $0.label == label } ?? .other(label)
    }

    /// The label as the database has it.
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

    /// 9 for super_admin down to 1, 0 for an unknown role; it serves only the giving of roles.
    package var level: Int {
        Self.all.firstIndex(of: self).map { Self.all.count - $0 } ?? 0
    }
}

/// A person of the company.
package struct Person: Sendable, Hashable {
    /// The user that `profiles.user_id` names.
    package var id: Identifier<Person>
    /// First and last name, as colleagues see it.
    package var name: UntrustedText

    /// A person from id and name.
    package init(id: Identifier<Person>, name: UntrustedText) {
        self.id = id
        self.name = name
    }
}

/// A geographical zone as this deployment has it.
package struct Zone: Sendable, Hashable {
    /// Its number in the database; the rows carry this.
    package var number: Int16
    /// Its label, such as `marrakech_gueliz`.
    package var label: String
    /// Its city, such as `marrakech`.
    package var city: String

    /// A zone from its columns.
    package init(number: Int16, label: String, city: String) {
        self.number = number
        self.label = label
        self.city = city
    }

    /// The pattern that finds a city's zones in a query, such as `marrakech_*`.
    package static func pattern(ofCity city: String) -> String { QueryToken.folded(city) + "_*" }
}

/// The person who is logged in, with what the rights depend on.
package struct CurrentUser: Sendable, Hashable {
    /// The user.
    package var id: Identifier<Person>
    /// The PostgreSQL login.
    package var login: String
    /// First and last name.
    package var name: UntrustedText
    /// The active role; nil where there is none, and then nothing is allowed.
    package var role: AppRole?
    /// The numbers of the person's zones.
    package var zones: [Int16]
    /// Zone isolation holds for this person: agents then see own zones, the common queue and their own.
    package var isIsolated: Bool

    /// A user from its columns.
    package init(
        id: Identifier<Person>,
        login: String,
        name: UntrustedText,
        role: AppRole?,
        zones: [Int16],
        isIsolated: Bool
    ) {
        self.id = id
        self.login = login
        self.name = name
        self.role = role
        self.zones = zones
        self.isIsolated = isIsolated
    }
}

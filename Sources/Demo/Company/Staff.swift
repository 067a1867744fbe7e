/// An employee of the company.
struct Employee: Sendable {
    /// The index in `Staff.all`.
    let number: Int
    /// The database login; nil if there is none.
    let login: String?
    let firstName: String
    let lastName: String
    /// The label of `app_role`.
    let role: String
    /// The label of `user_profile`.
    let profile: String
    /// The zone numbers, from 1.
    let zones: [Int]

    var fullName: String {
        "\(firstName) \(lastName)"
    }
}

/// All employees of the company.
struct Staff: Sendable {
    let all: [Employee]
    /// The agents, the login `agent` first.
    let agents: [Employee]
    /// Supervisors and above.
    let supervisors: [Employee]

    /// The login of the channel integration, which may only deliver messages.
    static let channelsLogin = "channels"
    /// The worker's login.
    static let workerLogin = "worker"
    /// The login of the stand-in for n8n.
    static let n8nLogin = "n8n"

    /// All logins of the demo: one named after each role, a dozen agents, and those of programs.
    static let logins = named.compactMap(\.login) + [channelsLogin, workerLogin, n8nLogin]

    /// The logins that open a console.
    static let consoleLogins = named.compactMap(\.login)

    /// Two employees who don't reply to guests: the first has left, the second's role ends with the season. Their
    /// numbers don't collide with the others'.
    static let staffChanges = [
        Employee(
            number: 901,
            login: nil,
            firstName: "Mounir",
            lastName: "Lahlou",
            role: "agent",
            profile: "agent",
            zones: rabat
        ),
        Employee(
            number: 902,
            login: nil,
            firstName: "Zineb",
            lastName: "Tahiri",
            role: "technicien",
            profile: "technicien",
            zones: agadir
        ),
    ]

    /// Adds agents without a login when there are more conversations than the named agents could handle: one agent per
    /// 5,000 conversations, up to two hundred.
    init(conversations: Int, seed: UInt64) {
        let extra = max(0, min(200, conversations / 5_000) - Self.named.count { $0.role == "agent" })
        all = Self.named + (0..<extra).map { Self.extra(Self.named.count + $0, seed: seed) }
        agents = all.filter { $0.role == "agent" }
        supervisors = all.filter { ["superviseur", "administrateur", "super_admin"].contains($0.role) }
    }

    /// The agents of a zone; all agents for zone 0, the common queue.
    func agents(zone: Int) -> [Employee] {
        zone == 0 ? agents : agents.filter { $0.zones.contains(zone) }
    }

    private static func extra(_ number: Int, seed: UInt64) -> Employee {
        var random = SplitMix64(seed: seed ^ 0x57af, stream: UInt64(number))
        let first = random.within(1...ZoneProfile.all.count)
        return Employee(
            number: number,
            login: nil,
            firstName: random.pick(firstNames),
            lastName: random.pick(lastNames),
            role: "agent",
            profile: "agent",
            zones: [first, first % ZoneProfile.all.count + 1]
        )
    }

    private static let firstNames = [
        "Salma", "Othmane", "Kenza", "Badr", "Loubna", "Saad", "Meryem", "Hicham", "Asmae", "Tarik", "Nada", "Walid",
    ]
    private static let lastNames = [
        "Bouzidi", "El Khattabi", "Rachidi", "Skalli", "Mansouri", "Belhaj", "Ziani", "Hakimi", "Bouhlal",
        "Fassi Fihri",
    ]

    private static let casablanca = [1, 2, 3]
    private static let marrakech = [4, 5, 6]
    private static let rabat = [7, 8, 9]
    private static let agadir = [10, 11]
    private static let north = [12, 13]
    private static let everywhere = Array(1...13)

    private static let named: [Employee] = people.enumerated().map { number, person in
        Employee(
            number: number,
            login: person.login,
            firstName: person.first,
            lastName: person.last,
            role: person.role,
            profile: person.profile,
            zones: person.zones
        )
    }

    private typealias Person = (login: String, first: String, last: String, role: String, profile: String, zones: [Int])

    private static let people: [Person] = [
        ("agent", "Imane", "Chafik", "agent", "agent", casablanca + marrakech),
        ("superviseur", "Driss", "Bennouna", "superviseur", "agent", everywhere),
        ("administrateur", "Houda", "Squalli", "administrateur", "administrateur", everywhere),
        ("super_admin", "Karim", "Guessous", "super_admin", "administrateur", everywhere),
        (
            "responsable_logistique", "Abdellah", "Naciri", "responsable_logistique", "responsable_logistique",
            everywhere
        ),
        ("responsable_qualite", "Samira", "Kettani", "responsable_qualite", "responsable_qualite", everywhere),
        ("technicien", "Rachid", "Oubella", "technicien", "technicien", marrakech),
        ("comptabilite", "Naima", "Jettou", "comptabilite", "comptabilite", everywhere),
        ("femme_de_menage", "Khadija", "Aït Lahcen", "femme_de_menage", "femme_de_menage", marrakech),
        ("fatima_elfassi", "Fatima", "El-Fassi", "agent", "agent", marrakech),
        ("youssef_bennani", "Youssef", "Bennani", "agent", "agent", casablanca),
        ("fatima_tazi", "Fatima Zahra", "Tazi", "agent", "agent", [7, 8]),
        ("mehdi_ouali", "Mehdi", "Ouali", "agent", "agent", agadir),
        ("sanaa_berrada", "Sanaa", "Berrada", "agent", "agent", marrakech + agadir),
        ("hamza_idrissi", "Hamza", "Idrissi", "agent", "agent", rabat + north),
        ("leila_amrani", "Leïla", "Amrani", "agent", "agent", north),
        ("omar_cherkaoui", "Omar", "Cherkaoui", "agent", "agent", casablanca + rabat),
        ("nadia_lamrani", "Nadia", "Lamrani", "agent", "agent", [4, 5]),
        ("ayoub_sefrioui", "Ayoub", "Sefrioui", "agent", "agent", [1, 3, 6]),
        ("ghizlane_hajji", "Ghizlane", "Hajji", "agent", "agent", rabat),
        ("yassine_moutawakil", "Yassine", "Moutawakil", "agent", "agent", everywhere),
    ]
}

import Domain

/// The texts of the rights table.
package enum RightPhrase: Phrase {
    /// What a right allows.
    case capability(Capability)
    /// Which records it covers.
    case scope(Scope)

    package var english: String {
        switch self {
        case .capability(let capability): Self.english(capability)
        case .scope(.nothing): "never"
        case .scope(.own): "own"
        case .scope(.unassigned): "unassigned"
        case .scope(.ownOrUnassigned): "own, unassigned"
        case .scope(.readable): "what they can read"
        case .scope(.everything): "all"
        }
    }

    package var french: String {
        switch self {
        case .capability(let capability): Self.french(capability)
        case .scope(.nothing): "jamais"
        case .scope(.own): "les siennes"
        case .scope(.unassigned): "non attribuées"
        case .scope(.ownOrUnassigned): "siennes et libres"
        case .scope(.readable): "ce qui lui est visible"
        case .scope(.everything): "tout"
        }
    }

    private static func english(_ capability: Capability) -> String {
        switch capability {
        case .readConversations: "read conversations"
        case .writeNotes: "write internal notes"
        case .reply: "reply to guests"
        case .claim: "claim conversations"
        case .release: "release conversations"
        case .transfer: "transfer conversations"
        case .assign: "assign conversations to people"
        case .changeState: "change states"
        case .changePriority: "change priorities"
        case .changeTags: "change tags"
        case .archive: "archive conversations"
        case .seeColleagues: "see colleagues and their load"
        case .readGuests: "read guests and stays"
        case .writeGuests: "change guests and stays"
        case .readProperties: "read properties and zones"
        case .writeProperties: "change properties and zones"
        case .readMetrics: "read metrics and incidents"
        case .manageSettings: "manage incidents and settings"
        case .manageWebhooks: "manage webhooks"
        case .giveRoles: "grant and revoke roles"
        case .managePeople: "manage people, logins and sessions"
        case .manageShared: "manage shared desk items"
        case .actInBulk: "act in bulk and export"
        case .readAudit: "read the audit trail"
        case .cleanUp: "run the cleanup"
        }
    }

    private static func french(_ capability: Capability) -> String {
        switch capability {
        case .readConversations: "lire les conversations"
        case .writeNotes: "écrire des notes internes"
        case .reply: "répondre aux clients"
        case .claim: "prendre des conversations"
        case .release: "rendre des conversations"
        case .transfer: "transférer des conversations"
        case .assign: "attribuer des conversations"
        case .changeState: "changer les états"
        case .changePriority: "changer les priorités"
        case .changeTags: "changer les étiquettes"
        case .archive: "archiver des conversations"
        case .seeColleagues: "voir les collègues et leur charge"
        case .readGuests: "lire clients et séjours"
        case .writeGuests: "modifier clients et séjours"
        case .readProperties: "lire logements et zones"
        case .writeProperties: "modifier logements et zones"
        case .readMetrics: "lire mesures et incidents"
        case .manageSettings: "gérer incidents et réglages"
        case .manageWebhooks: "gérer les webhooks"
        case .giveRoles: "donner et retirer des rôles"
        case .managePeople: "gérer personnes, accès, sessions"
        case .manageShared: "gérer ce que l’équipe partage"
        case .actInBulk: "agir sur plusieurs, exporter"
        case .readAudit: "lire le journal d’audit"
        case .cleanUp: "lancer le nettoyage"
        }
    }
}

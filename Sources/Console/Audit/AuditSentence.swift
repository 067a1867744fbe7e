import Domain

/// An audit entry as a verb phrase that follows the actor's name: "gave Karim Idrissi the role superviseur".
struct AuditSentence {
    private let entry: AuditEntry
    private let subject: String

    init(_ entry: AuditEntry) {
        self.entry = entry
        subject = entry.subject?.original ?? entry.key.original
    }

    var english: String {
        switch entry.kind {
        case .role where entry.action == .insert:
            "gave \(subject) the role \(new("role") ?? "?")" + (end.map { " until \($0)" } ?? "")
        case .role where new("is_active") == "false", .role where entry.action == .delete:
            "took \(subject)'s role away"
        case .login where isPassword: "set a new password for \(subject)"
        case .conversation where isReassignment:
            new("assigned_agent_id").map { "gave \(subject) to \($0)" + rest(", ") } ?? "took \(subject) from "
                + (old("assigned_agent_id") ?? "?") + rest(", ")
        case .conversation, .guest, .reservation, .property, .profile, .role, .login, .closedLogin, .webhook, .setting,
            .zone, .calendar, .holiday, .target, .savedView, .cannedReply, .other:
            switch entry.action {
            case .insert: "added \(Self.english(entry.kind)) \(subject)"
            case .update: "changed \(Self.english(entry.kind)) \(subject)" + rest(": ")
            case .delete: "removed \(Self.english(entry.kind)) \(subject)"
            }
        }
    }

    var french: String {
        switch entry.kind {
        case .role where entry.action == .insert:
            "a donné à \(subject) le rôle \(new("role") ?? "?")" + (end.map { " jusqu’au \($0)" } ?? "")
        case .role where new("is_active") == "false", .role where entry.action == .delete:
            "a retiré son rôle à \(subject)"
        case .login where isPassword: "a changé le mot de passe de \(subject)"
        case .conversation where isReassignment:
            new("assigned_agent_id").map { "a donné \(subject) à \($0)" + rest(", ") } ?? "a retiré \(subject) à "
                + (old("assigned_agent_id") ?? "?") + rest(", ")
        case .conversation, .guest, .reservation, .property, .profile, .role, .login, .closedLogin, .webhook, .setting,
            .zone, .calendar, .holiday, .target, .savedView, .cannedReply, .other:
            switch entry.action {
            case .insert: "a ajouté \(Self.french(entry.kind)) \(subject)"
            case .update: "a changé \(Self.french(entry.kind)) \(subject)" + rest(" : ")
            case .delete: "a supprimé \(Self.french(entry.kind)) \(subject)"
            }
        }
    }

    /// Whether a conversation's assignee changed.
    private var isReassignment: Bool { entry.changes.contains { $0.column.original == "assigned_agent_id" } }

    /// Whether a login's password changed.
    private var isPassword: Bool { entry.changes.contains { $0.column.original == "password_set_at" } }

    /// The day on which the role expires; nil if never.
    private var end: String? { new("expires_at").map { String($0.prefix(10)) } }

    private func old(_ column: String) -> String? {
        entry.changes.first { $0.column.original == column }?.old?.original
    }

    private func new(_ column: String) -> String? {
        entry.changes.first { $0.column.original == column }?.new?.original
    }

    /// Returns the other changed columns, after a separator; empty if there are none.
    private func rest(_ sign: String) -> String {
        let parts = entry.changes.filter { $0.column.original != "assigned_agent_id" }.map { change in
            let name = change.column.original.split(separator: "_").joined(separator: " ")
            guard change.old != nil || change.new != nil else { return name }
            return "\(name) \(plain(change.old)) → \(plain(change.new))"
        }
        return parts.isEmpty ? "" : sign + parts.joined(separator: ", ")
    }

    /// Returns a value without JSON array punctuation; a dash if empty.
    private func plain(_ value: UntrustedText?) -> String {
        guard let text = value?.original, !text.isEmpty else { return "–" }
        guard text.hasPrefix("[") else { return text }
        let words = text.filter { !"[]\"".contains($0) }
        return words.isEmpty ? "–" : words
    }
}

/// Names of the kinds of rows.
extension AuditSentence {
    static func english(_ kind: AuditedKind) -> String {
        switch kind {
        case .conversation: "conversation"
        case .guest: "guest"
        case .reservation: "stay"
        case .property: "property"
        case .profile: "person"
        case .role: "role of"
        case .login: "login of"
        case .closedLogin: "closed login"
        case .webhook: "webhook"
        case .setting: "setting"
        case .zone: "zone"
        case .calendar: "calendar"
        case .holiday: "holiday"
        case .target: "answer target"
        case .savedView: "view"
        case .cannedReply: "canned reply"
        case .other(let table): table
        }
    }

    static func french(_ kind: AuditedKind) -> String {
        switch kind {
        case .conversation: "conversation"
        case .guest: "client"
        case .reservation: "séjour"
        case .property: "logement"
        case .profile: "personne"
        case .role: "rôle de"
        case .login: "compte de"
        case .closedLogin: "compte fermé"
        case .webhook: "webhook"
        case .setting: "réglage"
        case .zone: "zone"
        case .calendar: "calendrier"
        case .holiday: "jour férié"
        case .target: "délai de réponse"
        case .savedView: "vue"
        case .cannedReply: "réponse type"
        case .other(let table): table
        }
    }
}

/// The French words of the query language; a query is written in its English ones.
enum QueryWords {
    /// The names of fields.
    private static let fields: [String: QueryField] = [
        "etat": .state, "priorite": .priority, "assigne": .assignee, "agent": .assignee, "etiquette": .tag,
        "sejour": .stay, "ordre": .order, "tri": .order, "canal": .channel, "nonlu": .unread, "non_lu": .unread,
        "non-lu": .unread, "retard": .late, "echeance": .due, "langue": .language, "apres": .after, "depuis": .after,
        "avant": .before, "client": .guest, "voyageur": .guest, "logement": .property, "bien": .property,
    ]

    /// The values, whatever the field.
    private static let values: [String: String] = [
        "ouvertes": "open", "finies": "finished", "toutes": "all", "moi": "me",
        "personne": "nobody", "tous": "anyone", "aucun": "none", "aucune": "none", "oui": "yes", "non": "no",
        "aujourd'hui": "today", "aujourd’hui": "today", "aujourdhui": "today", "hier": "yesterday", "urgente": "urgent",
        "haute": "high", "moyenne": "medium", "basse": "low", "priorite": "priority", "activite": "activity",
        "echeance": "deadline", "arrive": "arriving", "a_venir": "upcoming", "sur_place": "staying",
        "part": "departing", "passe": "past", "annule": "cancelled", "ouverte": "open", "fermee": "closed",
        "mail": "email", "e-mail": "email", "courriel": "email", "site": "direct", "mes": "mine", "miennes": "mine",
    ]

    /// The field of a name in either language, ignoring case and accents; nil for an unknown one.
    static func field(_ name: some StringProtocol) -> QueryField? {
        let folded = QueryToken.folded(name)
        return QueryField(rawValue: folded) ?? fields[folded]
    }

    /// The English word of a value, without case and accents; any other text as it is, folded. A comparison before it is kept.
    static func canonical(_ text: some StringProtocol) -> String {
        let folded = QueryToken.folded(text)
        let sign = folded.prefix { "<>=".contains($0) }
        return sign + (values[String(folded.dropFirst(sign.count))] ?? String(folded.dropFirst(sign.count)))
    }
}

extension QueryField {
    /// Creates the field with a name in either language, ignoring case and accents; nil for an unknown name.
    package init?(named name: some StringProtocol) {
        guard let field = QueryWords.field(name) else { return nil }
        self = field
    }
}

import Domain
import Text

/// The texts of the query line.
package enum QueryPhrase: Phrase {
    case title, hint
    /// The syntax of search words, and what they search.
    case words
    case problem(QueryError.Kind)

    package var english: String {
        switch self {
        case .title: "Filter"
        case .hint: "Tab completes   Enter shows   Esc back"
        case .words: "word   \"words in this order\"   begin*   -without: in names, tags, messages"
        case .problem(.unknownField(let word)):
            "Unknown field “\(Self.shown(word))”; fields are \(Self.fields). Quote it to search for it as a word."
        case .problem(.unknownValue(let field, let word, let known)):
            "\(field.rawValue): unknown value “\(Self.shown(word))”; must be \(known.joined(separator: ", "))."
        case .problem(.noValue(let field)): "\(field.rawValue): needs a value."
        case .problem(.repeated(let field)): "\(field.rawValue): is given twice; separate the values with commas."
        case .problem(.noSuchZone(let word)): "No zone matches “\(Self.shown(word))”."
        case .problem(.openQuote): "This quote isn't closed."
        case .problem(.noWord): "A search word needs a letter or a digit."
        case .problem(.notNegatable(let field)):
            "\(field.rawValue): can't be negated; \(Self.negatable) and -words can."
        case .problem(.nothingLeft(let field)): "This excludes every \(field.rawValue)."
        case .problem(.tooMany):
            "A filter has at most \(InboxFilters.maxTerms) tags and \(InboxFilters.maxTerms) words."
        case .problem(.tooLong): "A search word has at most \(QueryTerm.maxLength) characters."
        }
    }

    package var french: String {
        switch self {
        case .title: "Filtrer"
        case .hint: "Tab complète   Entrée montre   Échap retour"
        case .words: "mot   \"mots dans cet ordre\"   début*   -sans : noms, étiquettes, messages"
        case .problem(.unknownField(let word)):
            "Il n’y a pas de champ « \(Self.shown(word)) » ; il y a \(Self.fields). Entre guillemets, c’est un mot cherché."
        case .problem(.unknownValue(let field, let word, let known)):
            "\(field.rawValue): valeur inconnue « \(Self.shown(word)) » ; valeurs possibles : \(known.joined(separator: ", "))."
        case .problem(.noValue(let field)): "\(field.rawValue): demande une valeur."
        case .problem(.repeated(let field)):
            "\(field.rawValue): y est deux fois ; séparez les valeurs par des virgules."
        case .problem(.noSuchZone(let word)): "Aucune zone ne correspond à « \(Self.shown(word)) »."
        case .problem(.openQuote): "Ce guillemet n’est pas fermé."
        case .problem(.noWord): "Un mot cherché demande une lettre ou un chiffre."
        case .problem(.notNegatable(let field)):
            "\(field.rawValue): ne peut pas s’exclure ; \(Self.negatable) et -mots le peuvent."
        case .problem(.nothingLeft(let field)): "Il ne reste aucune valeur pour \(field.rawValue):."
        case .problem(.tooMany):
            "Un filtre a au plus \(InboxFilters.maxTerms) étiquettes et \(InboxFilters.maxTerms) mots."
        case .problem(.tooLong): "Un mot cherché a au plus \(QueryTerm.maxLength) caractères."
        }
    }

    private static let negatable = QueryField.allCases.filter(\.isNegatable).map { "-\($0.rawValue):" }
        .joined(separator: " ")
    private static let fields = QueryField.allCases.map { $0.rawValue + ":" }.joined(separator: " ")

    private static func shown(_ word: String) -> String {
        SafeText(UntrustedText(word)).truncated(to: 40).plain
    }
}

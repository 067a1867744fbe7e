import Domain
import Text

/// What the query line says.
package enum QueryPhrase: Phrase {
    case title, hint
    case problem(QueryProblem.Kind)

    package var english: String {
        switch self {
        case .title: "Filter"
        case .hint: "Tab completes   Enter shows   Esc back"
        case .problem(.noField(let word)):
            "“\(Self.shown(word))” needs a field before it: \(Self.fields)."
        case .problem(.unknownField(let word)): "There is no field “\(Self.shown(word))”; there are \(Self.fields)."
        case .problem(.unknownValue(let field, let word, let known)):
            "\(field.rawValue): doesn't know “\(Self.shown(word))”; it knows \(known.joined(separator: ", "))."
        case .problem(.noValue(let field)): "\(field.rawValue): needs a value."
        case .problem(.repeated(let field)): "\(field.rawValue): stands here twice; write the values with commas."
        case .problem(.noSuchZone(let word)): "No zone fits “\(Self.shown(word))”."
        }
    }

    package var french: String {
        switch self {
        case .title: "Filtrer"
        case .hint: "Tab complète   Entrée montre   Échap retour"
        case .problem(.noField(let word)):
            "« \(Self.shown(word)) » demande un champ devant : \(Self.fields)."
        case .problem(.unknownField(let word)):
            "Il n’y a pas de champ « \(Self.shown(word)) » ; il y a \(Self.fields)."
        case .problem(.unknownValue(let field, let word, let known)):
            "\(field.rawValue): ne connaît pas « \(Self.shown(word)) », mais \(known.joined(separator: ", "))."
        case .problem(.noValue(let field)): "\(field.rawValue): demande une valeur."
        case .problem(.repeated(let field)):
            "\(field.rawValue): y est deux fois ; séparez les valeurs par des virgules."
        case .problem(.noSuchZone(let word)): "Aucune zone ne correspond à « \(Self.shown(word)) »."
        }
    }

    private static let fields = QueryField.allCases.map { $0.rawValue + ":" }.joined(separator: " ")

    private static func shown(_ word: String) -> String {
        SafeText(UntrustedText(word)).truncated(to: 40).plain
    }
}

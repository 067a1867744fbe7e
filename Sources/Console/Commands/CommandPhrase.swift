import Text

/// The texts of commands and their groups.
package enum CommandPhrase: Phrase {
    case group(CommandGroup)
    case title(Command)
    case explanation(Command)

    package var english: String {
        switch self {
        case .group(.moving): "Moving"
        case .group(.browsing): "Browsing"
        case .group(.conversation): "Conversation"
        case .group(.bulk): "Bulk actions"
        case .group(.writing): "Writing"
        case .group(.everywhere): "Everywhere"
        case .title(let command): command.english.title
        case .explanation(let command): command.english.explanation
        }
    }

    package var french: String {
        switch self {
        case .group(.moving): "Se déplacer"
        case .group(.browsing): "Parcourir"
        case .group(.conversation): "Conversation"
        case .group(.bulk): "Plusieurs à la fois"
        case .group(.writing): "Écrire"
        case .group(.everywhere): "Partout"
        case .title(let command): command.french.title
        case .explanation(let command): command.french.explanation
        }
    }
}

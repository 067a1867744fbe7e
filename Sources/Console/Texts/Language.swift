import Text

/// A language of the interface.
package enum Language: String, Sendable, Hashable, CaseIterable {
    /// English.
    case english = "en"
    /// French.
    case french = "fr"

    /// The language of a locale's name such as `fr_FR.UTF-8`; English for every other.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("fr") ? .french : .english
    }

    /// What a phrase reads in this language.
    package func text(_ phrase: some Phrase) -> String {
        switch self {
        case .english: phrase.english
        case .french: phrase.french
        }
    }

    /// The phrase, ready for cells.
    package func safe(_ phrase: some Phrase) -> SafeText {
        SafeText(trusted: text(phrase))
    }
}

/// Something that the interface says. Each language answers every phrase, or the program doesn't build.
package protocol Phrase: Sendable, Hashable {
    /// In English.
    var english: String { get }
    /// In French.
    var french: String { get }
}

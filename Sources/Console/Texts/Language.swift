import Text

/// A language of the interface.
package enum Language: String, Sendable, Hashable, CaseIterable {
    /// English.
    case english = "en"
    /// French.
    case french = "fr"

    /// The language of a locale name such as `fr_FR.UTF-8`; English for any other than French.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("fr") ? .french : .english
    }

    /// The phrase's text in this language.
    package func text(_ phrase: some Phrase) -> String {
        switch self {
        case .english: phrase.english
        case .french: phrase.french
        }
    }

    /// The phrase's text, converted to screen cells.
    package func safe(_ phrase: some Phrase) -> SafeText {
        SafeText(trusted: text(phrase))
    }
}

/// A text of the interface. The compiler requires a translation of each into every language.
package protocol Phrase: Sendable, Hashable {
    /// The English text.
    var english: String { get }
    /// The French text.
    var french: String { get }
}

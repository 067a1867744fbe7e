import Domain
import Text

/// The texts of the house's settings.
package enum SettingPhrase: Phrase {
    case title, hint, resetHint, reading, category, setting, value, standard, range
    case label(String), meaning(String), categoryName(String)
    case yes, no, noNetworks, rangeOf(HouseSetting.Kind), help(HouseSetting)
    case neverChanged, changed(String, by: String), saved, invalid, rejected(HouseSetting), outOfRange(ClosedRange<Int>)

    package var english: String {
        switch self {
        case .title: "Settings"
        case .hint: "Enter changes   x restores the default   Esc back"
        case .resetHint: "x restores the default   any other key keeps the value"
        case .reading: "loading…"
        case .category: "group"
        case .setting: "setting"
        case .value: "value"
        case .standard: "default"
        case .range: "range"
        case .label(let key): SettingWords.english[key]?.label ?? key
        case .meaning(let key): SettingWords.english[key]?.meaning ?? key
        case .categoryName(let category): SettingWords.categories[category]?.english ?? category
        case .yes: "on"
        case .no: "off"
        case .noNetworks: "none"
        case .rangeOf(let kind): Self.range(kind)
        case .help(let setting):
            switch setting.kind {
            case .boolean, .other: Self.meaning(setting.key).english
            case .integer(let range):
                "\(Self.meaning(setting.key).english) A number from \(range.lowerBound) to \(range.upperBound)."
            case .country: "\(Self.meaning(setting.key).english) Two letters, such as MA."
            case .timeZone: "\(Self.meaning(setting.key).english) A name such as Africa/Casablanca."
            case .networks: "\(Self.meaning(setting.key).english) Separate several by commas."
            }
        case .neverChanged: "Nobody has changed it."
        case .changed(let when, let who): "Last changed \(when) by \(who)."
        case .saved: "Saved."
        case .invalid: "The house can't have this value."
        case .rejected(let setting): "Not possible. " + Self.help(setting).english
        case .outOfRange(let range): "A number from \(range.lowerBound) to \(range.upperBound)."
        }
    }

    package var french: String {
        switch self {
        case .title: "Réglages"
        case .hint: "Entrée modifie   x rétablit la valeur par défaut   Échap retour"
        case .resetHint: "x rétablit la valeur par défaut   toute autre touche garde la valeur"
        case .reading: "chargement…"
        case .category: "groupe"
        case .setting: "réglage"
        case .value: "valeur"
        case .standard: "par défaut"
        case .range: "bornes"
        case .label(let key): SettingWords.french[key]?.label ?? key
        case .meaning(let key): SettingWords.french[key]?.meaning ?? key
        case .categoryName(let category): SettingWords.categories[category]?.french ?? category
        case .yes: "oui"
        case .no: "non"
        case .noNetworks: "aucun"
        case .rangeOf(let kind): Self.range(kind)
        case .help(let setting):
            switch setting.kind {
            case .boolean, .other: Self.meaning(setting.key).french
            case .integer(let range):
                "\(Self.meaning(setting.key).french) Un nombre de \(range.lowerBound) à \(range.upperBound)."
            case .country: "\(Self.meaning(setting.key).french) Deux lettres, p. ex. MA."
            case .timeZone: "\(Self.meaning(setting.key).french) Un nom tel que Africa/Casablanca."
            case .networks: "\(Self.meaning(setting.key).french) Séparez par des virgules."
            }
        case .neverChanged: "Personne ne l'a modifié."
        case .changed(let when, let who): "Modifié \(when) par \(who)."
        case .saved: "Enregistré."
        case .invalid: "La maison ne peut pas avoir cette valeur."
        case .rejected(let setting): "Impossible. " + Self.help(setting).french
        case .outOfRange(let range): "Un nombre de \(range.lowerBound) à \(range.upperBound)."
        }
    }

    private static func range(_ kind: HouseSetting.Kind) -> String {
        switch kind {
        case .integer(let range): "\(range.lowerBound)–\(range.upperBound)"
        case .boolean, .country, .timeZone, .networks, .other: ""
        }
    }
}

extension Language {
    /// A setting's value as people read it.
    func shown(_ value: String, _ kind: HouseSetting.Kind) -> SafeText {
        switch kind {
        case .boolean: safe(value == "true" ? SettingPhrase.yes : .no)
        case .networks where value.isEmpty: safe(SettingPhrase.noNetworks)
        case .integer, .country, .timeZone, .networks, .other: SafeText(UntrustedText(value))
        }
    }
}

extension CalendarDay {
    /// The date in long form, `24 novembre 2026`; ISO 8601 (`2026-11-24`) for no language or an unsupported one.
    package func longFormat(in language: String?) -> String {
        let (year, month, day) = civil
        guard let language, let months = Self.months[language] else { return iso }
        let name = months[month - 1]
        switch language {
        case "es": return "\(day) de \(name) de \(year)"
        case "de": return "\(day). \(name) \(year)"
        case "fr": return "\(day == 1 ? "1er" : String(day)) \(name) \(year)"
        default: return "\(day) \(name) \(year)"
        }
    }

    private static let months: [String: [String]] = [
        "fr": [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
            "décembre",
        ],
        "en": [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ],
        "es": [
            "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre",
        ],
        "ar": [
            "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
            "ديسمبر",
        ],
        "de": [
            "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
            "Dezember",
        ],
        "it": [
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre",
        ],
    ]
}

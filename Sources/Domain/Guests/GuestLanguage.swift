/// Guesses a guest's language from their telephone number.
package enum GuestLanguage {
    /// The language as an ISO 639 code; nil for multilingual countries and unknown prefixes.
    package static func suggested(byPhone phone: UntrustedText?) -> String? {
        guard let digits = phone?.original.filter({ $0.isASCII && $0.isNumber || $0 == "+" }) else { return nil }
        return byPrefix.first { digits.hasPrefix($0.prefix) }?.language
    }

    /// A longer prefix precedes any shorter one that it starts with.
    private static let byPrefix: [(prefix: String, language: String)] = [
        ("+33", "fr"), ("+221", "fr"), ("+225", "fr"), ("+352", "fr"), ("+377", "fr"), ("+44", "en"), ("+353", "en"),
        ("+61", "en"), ("+64", "en"), ("+1", "en"), ("+34", "es"), ("+52", "es"), ("+54", "es"), ("+57", "es"),
        ("+56", "es"), ("+966", "ar"), ("+971", "ar"), ("+974", "ar"), ("+965", "ar"), ("+968", "ar"), ("+973", "ar"),
        ("+20", "ar"), ("+49", "de"), ("+43", "de"), ("+39", "it"),
    ]
}

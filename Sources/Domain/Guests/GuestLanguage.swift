/// The language to write to a guest in, as far as their telephone number tells.
package enum GuestLanguage {
    /// A language by ISO 639; nil for countries of several, and for numbers that say nothing.
    package static func suggested(byPhone phone: UntrustedText?) -> String? {
        guard let digits = phone?.original.filter({ $0.isASCII && $0.isNumber || $0 == "+" }) else { return nil }
        return byPrefix.first { digits.hasPrefix($0.prefix) }?.language
    }

    /// Longer prefixes come before shorter ones that they begin with.
    private static let byPrefix: [(prefix: String, language: String)] = [
        ("+33", "fr"), ("+221", "fr"), ("+225", "fr"), ("+352", "fr"), ("+377", "fr"), ("+44", "en"), ("+353", "en"),
        ("+61", "en"), ("+64", "en"), ("+1", "en"), ("+34", "es"), ("+52", "es"), ("+54", "es"), ("+57", "es"),
        ("+56", "es"), ("+966", "ar"), ("+971", "ar"), ("+974", "ar"), ("+965", "ar"), ("+968", "ar"), ("+973", "ar"),
        ("+20", "ar"), ("+49", "de"), ("+43", "de"), ("+39", "it"),
    ]
}

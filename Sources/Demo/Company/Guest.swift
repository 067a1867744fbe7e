/// A guest of the company.
struct Guest: Sendable {
    let number: Int
    let country: Country
    let language: Language
    let firstName: String
    let lastName: String
    let email: String
    let telephone: String

    /// Guest `number`, from 0.
    init(number: Int, seed: UInt64) {
        var random = SplitMix64(seed: seed ^ 0x6e57, stream: UInt64(number))
        let country = Country.all[random.weighted(Country.weights)]
        self.number = number
        self.country = country
        language = random.pick(country.languages)
        firstName = random.pick(country.firstNames)
        lastName = random.pick(country.lastNames)
        let host = random.pick(["example.com", "example.net", "example.org"])
        let local = Self.letters("\(firstName).\(lastName)")
        // The number makes the address unique: a channel identifies a guest by it.
        email = "\(local.isEmpty ? "guest" : local)\(number)@\(host)"
        let digits = String(10_000_000 + number * 7_919 % 90_000_000)
        telephone = "\(country.telephone)\(digits.prefix(4)) \(digits.suffix(4))"
    }

    var fullName: String {
        "\(firstName) \(lastName)"
    }

    private static func letters(_ name: String) -> String {
        let plain: [Character: String] = [
            "é": "e", "è": "e", "ë": "e", "í": "i", "ó": "o", "ú": "u", "á": "a", "ñ": "n", "ü": "ue", "ö": "oe",
            "ä": "ae", "ß": "ss", "ò": "o",
        ]
        return name.lowercased().map { letter in
            if let known = plain[letter] { return known }
            return letter.isASCII && letter.isLetter || letter == "." ? String(letter) : ""
        }.joined().split(separator: ".").joined(separator: ".")
    }
}

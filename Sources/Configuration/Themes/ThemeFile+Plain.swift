extension ThemeFile {
    /// Reads a built-in theme line by line: names and values two levels deep, values plain or in single quotes, comments
    /// on lines of their own. The parser for all of YAML takes two milliseconds before its first line, which a start
    /// has no time for; a test holds this reading against it.
    init(plain text: String, file: String) {
        self.init(file: file)
        var section: Substring = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].drop { $0 == " " }
            let value = Self.unquoted(line[colon...].dropFirst().drop { $0 == " " })
            if !line.hasPrefix(" ") { section = name }
            switch section {
            case "inherits": inherits = value
            case "palette" where line.hasPrefix(" "): _ = self.name(String(name), value)
            case "roles" where line.hasPrefix(" "):
                looks.append(WrittenLook(role: String(name), rolePlace: nil, text: value, place: nil))
            default: break
            }
        }
    }

    private static func unquoted(_ value: Substring) -> String {
        value.hasPrefix("'") ? String(value.dropFirst().dropLast()) : String(value)
    }
}

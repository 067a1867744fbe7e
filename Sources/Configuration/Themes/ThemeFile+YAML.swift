extension ThemeFile {
    /// Parses a theme file; throws only if the file as a whole is unusable.
    init(yaml text: String, file: String) throws(ConfigurationError) {
        self.init(file: file)
        let document = try Document(text, file: file)
        for entry in document.entries { apply(entry, document) }
    }

    private mutating func apply(_ entry: Document.Entry, _ document: Document) {
        switch entry.key {
        case "name": break
        case "inherits":
            inherits = entry.value.string
            inheritsPlace = entry.value.place
        case "palette": read(entry.value, document).forEach { addColor($0) }
        case "roles": read(entry.value, document).forEach { addStyle($0) }
        default:
            let hint = NameSuggestion.hint(for: entry.key, among: ["name", "inherits", "palette", "roles"])
            report("A theme has no part “\(entry.key)”.\(hint)", at: entry.keyPlace)
        }
    }

    private mutating func addColor(_ entry: Document.Entry) {
        if StyleNotation.isReserved(entry.key) {
            report(
                "“\(entry.key)” has a meaning of its own in a look; call the colour otherwise.",
                at: entry.keyPlace
            )
        } else if !name(entry.key, entry.value.string ?? "") {
            let advice = "Write a colour as '#rrggbb', in quotes because # begins a comment, or as a number of the 256."
            report(advice, at: entry.value.place)
        }
    }

    private mutating func addStyle(_ entry: Document.Entry) {
        guard let text = entry.value.string else {
            return report("Expected a look, such as `sand on night bold`.", at: entry.value.place)
        }
        looks.append(
            StyleDeclaration(role: entry.key, rolePlace: entry.keyPlace, text: text, place: entry.value.textPlace)
        )
    }

    private mutating func read(_ node: Node, _ document: Document) -> [Document.Entry] {
        do throws(ConfigurationError) {
            return try document.entries(of: node)
        } catch {
            problems.append(error)
            return []
        }
    }
}

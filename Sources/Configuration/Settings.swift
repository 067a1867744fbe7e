/// The user's settings in `config.yaml`; each has a default.
package struct Settings: Hashable, Sendable {
    /// The theme's name; nil chooses by the terminal's background, dark or light.
    package var theme: String?
    /// `en` or `fr`; nil follows LANG.
    package var language: String?
    /// Whether the mouse wheel and clicks are handled.
    package var mouse = false
    /// Whether the bell is enabled.
    package var bell = true
    /// Whether the window title is set.
    package var title = true
    /// The program that opens links, with its options; the link becomes its last argument. No shell reads it.
    package var opener = ["xdg-open"]

    /// Creates the defaults.
    package init() {}
}

/// The parsed `config.yaml`.
package struct SettingsFile: Sendable {
    /// The settings; those with an error keep their default.
    package private(set) var settings = Settings()
    /// All errors of the file.
    package private(set) var problems: [ConfigurationError] = []
    private static let names = ["theme", "language", "mouse", "bell", "title", "open"]

    /// Reads the file of a folder; the defaults if there is none.
    package init(folder: String) {
        let path = "\(folder)/config.yaml"
        do throws(ConfigurationError) {
            self.init(try UserFiles.text(of: path) ?? "", file: path)
        } catch {
            self.init("", file: path)
            problems = [error]
        }
    }

    /// Parses a text; `file` is its name in errors.
    package init(_ text: String, file: String) {
        do throws(ConfigurationError) {
            let document = try Document(text, file: file)
            for entry in document.entries { apply(entry, document) }
        } catch {
            problems.append(error)
        }
    }

    private mutating func apply(_ entry: Document.Entry, _ document: Document) {
        do throws(ConfigurationError) {
            switch entry.key {
            case "theme": settings.theme = try word(entry, document)
            case "language": settings.language = try language(entry, document)
            case "mouse": settings.mouse = try bool(entry, document)
            case "bell": settings.bell = try bool(entry, document)
            case "title": settings.title = try bool(entry, document)
            case "open": settings.opener = try words(entry, document)
            default:
                let hint = NameSuggestion.hint(for: entry.key, among: Self.names)
                throw document.problem("There is no setting “\(entry.key)”.\(hint)", at: entry)
            }
        } catch {
            problems.append(error)
        }
    }

    /// A word; nil for `auto`.
    private func word(_ entry: Document.Entry, _ document: Document) throws(ConfigurationError) -> String? {
        guard let word = entry.value.string, !word.isEmpty else {
            throw document.problem("Expected a name or `auto`.", at: entry.value)
        }
        return word == "auto" ? nil : word
    }

    /// A program with its options, separated by blanks.
    private func words(_ entry: Document.Entry, _ document: Document) throws(ConfigurationError) -> [String] {
        let words = entry.value.string?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        guard words.first?.hasPrefix("-") == false else {
            throw document.problem("Expected a program, such as `xdg-open` or `firefox --new-tab`.", at: entry.value)
        }
        return words
    }

    private func language(_ entry: Document.Entry, _ document: Document) throws(ConfigurationError) -> String? {
        guard let word = try word(entry, document) else { return nil }
        guard ["en", "fr"].contains(word) else {
            throw document.problem("Expected `en`, `fr` or `auto`.", at: entry.value)
        }
        return word
    }

    private func bool(_ entry: Document.Entry, _ document: Document) throws(ConfigurationError) -> Bool {
        switch entry.value.string?.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw document.problem("Expected `yes` or `no`.", at: entry.value)
        }
    }
}

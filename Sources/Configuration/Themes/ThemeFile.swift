import Screen

/// A parsed theme file: `name`, `inherits`, `palette` (named colours) and `roles` (styles by dotted name).
struct ThemeFile {
    /// The style of a role as written.
    struct StyleDeclaration: Equatable {
        let role: String
        let rolePlace: SourcePosition?
        let text: String
        /// The position of the text's first character.
        let place: SourcePosition?
    }

    /// The file's name in errors.
    let file: String
    /// The parent theme; nil if there is none.
    var inherits: String?
    /// The position of `inherits`.
    var inheritsPlace: SourcePosition?
    /// The colours by name.
    var palette: [String: Color] = [:]
    /// The styles, in file order.
    var looks: [StyleDeclaration] = []
    /// All errors of the file.
    var problems: [ConfigurationError] = []

    /// Creates an empty theme.
    init(file: String) { self.file = file }

    /// Parses the styles with the given palette, which includes inherited colours.
    mutating func entries(palette: [String: Color]) -> [StyleRole: Theme.Entry] {
        var entries: [StyleRole: Theme.Entry] = [:]
        for look in looks {
            guard let role = StyleRole(named: look.role) else {
                let hint = NameSuggestion.hint(for: look.role, among: StyleRole.allCases.map(\.name))
                report("There is no role “\(look.role)”.\(hint)", at: look.rolePlace)
                continue
            }
            do throws(StyleNotation.ParseError) {
                entries[role] = try StyleNotation.entry(look.text, palette: palette)
            } catch {
                report(error.message, at: look.place?.advanced(by: error.offset))
            }
        }
        return entries
    }

    /// Adds a named colour; returns false if the text isn't a colour.
    mutating func name(_ name: String, _ color: String) -> Bool {
        guard let color = StyleNotation.color(color, palette: palette) else { return false }
        palette[name] = color
        return true
    }

    /// Records an error.
    mutating func report(_ message: String, at place: SourcePosition?) {
        problems.append(ConfigurationError(file: file, place: place, message: message))
    }
}

import Screen

/// A theme as its file says it: `name`, `inherits`, `palette` (names of colours) and `roles` (dotted names with looks).
struct ThemeFile {
    /// A role's look as it is written.
    struct StyleDeclaration: Equatable {
        let role: String
        let rolePlace: SourcePosition?
        let text: String
        /// Where the text's first character is.
        let place: SourcePosition?
    }

    /// The file's name in problems.
    let file: String
    /// The theme that fills what this one leaves out; nil where it stands alone.
    var inherits: String?
    /// Where `inherits` is written.
    var inheritsPlace: SourcePosition?
    /// Its colours by name.
    var palette: [String: Color] = [:]
    /// Its looks, in the order of the file.
    var looks: [StyleDeclaration] = []
    /// Everything that is wrong with it.
    var problems: [ConfigurationError] = []

    /// A theme that says nothing yet.
    init(file: String) { self.file = file }

    /// The looks, in the colours of its own palette and of those that it inherits.
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

    /// Gives a colour a name; gives false where the text is no colour.
    mutating func name(_ name: String, _ color: String) -> Bool {
        guard let color = StyleNotation.color(color, palette: palette) else { return false }
        palette[name] = color
        return true
    }

    /// Notes a problem.
    mutating func report(_ message: String, at place: SourcePosition?) {
        problems.append(ConfigurationError(file: file, place: place, message: message))
    }
}

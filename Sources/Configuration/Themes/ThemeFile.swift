import Screen

/// A theme as its file says it: `name`, `inherits`, `palette` (names of colours) and `roles` (dotted names with looks).
struct ThemeFile {
    /// A role's look as it is written.
    struct WrittenLook: Equatable {
        let role: String
        let rolePlace: Place?
        let text: String
        /// Where the text's first character is.
        let place: Place?
    }

    /// The file's name in problems.
    let file: String
    /// The theme that fills what this one leaves out; nil where it stands alone.
    var inherits: String?
    /// Where `inherits` is written.
    var inheritsPlace: Place?
    /// Its colours by name.
    var palette: [String: Color] = [:]
    /// Its looks, in the order of the file.
    var looks: [WrittenLook] = []
    /// Everything that is wrong with it.
    var problems: [Problem] = []

    /// A theme that says nothing yet.
    init(file: String) { self.file = file }

    /// The looks, in the colours of its own palette and of those that it inherits.
    mutating func entries(palette: [String: Color]) -> [Role: Theme.Entry] {
        var entries: [Role: Theme.Entry] = [:]
        for look in looks {
            guard let role = Role(named: look.role) else {
                let hint = Spelling.hint(for: look.role, among: Role.allCases.map(\.name))
                complain("There is no role “\(look.role)”.\(hint)", at: look.rolePlace)
                continue
            }
            do throws(LookNotation.Fault) {
                entries[role] = try LookNotation.entry(look.text, palette: palette)
            } catch {
                complain(error.message, at: look.place?.advanced(by: error.offset))
            }
        }
        return entries
    }

    /// Gives a colour a name; gives false where the text is no colour.
    mutating func name(_ name: String, _ color: String) -> Bool {
        guard let color = LookNotation.color(color, palette: palette) else { return false }
        palette[name] = color
        return true
    }

    /// Notes a problem.
    mutating func complain(_ message: String, at place: Place?) {
        problems.append(Problem(file: file, place: place, message: message))
    }
}

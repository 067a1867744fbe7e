import Screen
import Yams

/// A theme as its file says it: `name`, `inherits`, `palette` (names of colours) and `roles` (dotted names with looks).
struct ThemeFile {
    /// The theme that fills what this one leaves out; nil where it stands alone.
    private(set) var inherits: String?
    /// Where `inherits` is written.
    private(set) var inheritsPlace: Place?
    /// Its colours by name.
    private(set) var palette: [String: Color] = [:]
    /// Everything that is wrong with it.
    private(set) var problems: [Problem] = []

    private let document: Document
    private var roleEntries: [Document.Entry] = []

    /// Reads a file; throws where nothing at all can be made of it.
    init(_ text: String, file: String) throws(Problem) {
        document = try Document(text, file: file)
        for entry in document.entries { take(entry) }
    }

    /// The looks, in the colours of its own palette and of those that it inherits.
    mutating func entries(palette: [String: Color]) -> [Role: Theme.Entry] {
        var entries: [Role: Theme.Entry] = [:]
        for entry in roleEntries {
            guard let role = Role(named: entry.key) else {
                let hint = Spelling.hint(for: entry.key, among: Role.allCases.map(\.name))
                problems.append(document.problem("There is no role “\(entry.key)”.\(hint)", at: entry))
                continue
            }
            entries[role] = look(entry.value, palette)
        }
        return entries
    }

    private mutating func take(_ entry: Document.Entry) {
        switch entry.key {
        case "name": break
        case "inherits":
            inherits = entry.value.string
            inheritsPlace = Place(entry.value.mark)
        case "palette": takePalette(entry.value)
        case "roles": roleEntries = read(entry.value)
        default:
            let hint = Spelling.hint(for: entry.key, among: ["name", "inherits", "palette", "roles"])
            problems.append(document.problem("A theme has no part “\(entry.key)”.\(hint)", at: entry))
        }
    }

    private mutating func takePalette(_ node: Node) {
        for entry in read(node) {
            if LookNotation.isReserved(entry.key) {
                let message = "“\(entry.key)” has a meaning of its own in a look; call the colour otherwise."
                problems.append(document.problem(message, at: entry))
            } else if let color = entry.value.string.flatMap({ LookNotation.color($0, palette: palette) }) {
                palette[entry.key] = color
            } else {
                let advice =
                    "Write a colour as '#rrggbb', in quotes because # begins a comment, or as a number of the 256."
                problems.append(document.problem(advice, at: entry.value))
            }
        }
    }

    private mutating func read(_ node: Node) -> [Document.Entry] {
        do throws(Problem) {
            return try document.entries(of: node)
        } catch {
            problems.append(error)
            return []
        }
    }

    private mutating func look(_ node: Node, _ palette: [String: Color]) -> Theme.Entry? {
        guard case .scalar(let scalar) = node else {
            problems.append(document.problem("Expected a look, such as `sand on night bold`.", at: node))
            return nil
        }
        do throws(LookNotation.Fault) {
            return try LookNotation.entry(scalar.string, palette: palette)
        } catch {
            let quote = scalar.style == .plain ? 0 : 1
            let place = Place(scalar.mark)?.advanced(by: error.offset + quote)
            problems.append(Problem(file: document.file, place: place, message: error.message))
            return nil
        }
    }
}

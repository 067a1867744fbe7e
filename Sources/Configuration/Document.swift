import Yams

/// A YAML file read into nodes that know their places.
struct Document {
    /// Its name in problems.
    let file: String
    /// Its outermost mapping; empty for an empty file.
    let entries: [Entry]

    /// A key with its value.
    struct Entry {
        let key: String
        let keyPlace: Place?
        let value: Node
    }

    /// Reads a text; throws where it isn't YAML or isn't a mapping.
    init(_ text: String, file: String) throws(Problem) {
        self.file = file
        let node: Node?
        do {
            node = try Yams.compose(yaml: text, .basic)
        } catch {
            throw Self.problem(error, file)
        }
        entries = try node.map { node throws(Problem) in try Self.entries(of: node, file) } ?? []
    }

    /// The keys and values of a mapping inside of the document.
    func entries(of node: Node) throws(Problem) -> [Entry] { try Self.entries(of: node, file) }

    /// A problem at a node.
    func problem(_ message: String, at node: Node) -> Problem {
        Problem(file: file, place: Place(node.mark), message: message)
    }

    /// A problem at a key.
    func problem(_ message: String, at entry: Entry) -> Problem {
        Problem(file: file, place: entry.keyPlace, message: message)
    }

    private static func entries(of node: Node, _ file: String) throws(Problem) -> [Entry] {
        if case .scalar(let scalar) = node, scalar.string.isEmpty { return [] }
        guard case .mapping(let mapping) = node else {
            throw Problem(
                file: file,
                place: Place(node.mark),
                message: "Expected names with values, such as `name: value`."
            )
        }
        var entries: [Entry] = []
        for (key, value) in mapping {
            guard let name = key.string else {
                throw Problem(file: file, place: Place(key.mark), message: "Expected a name before the colon.")
            }
            entries.append(Entry(key: name, keyPlace: Place(key.mark), value: value))
        }
        return entries
    }

    private static func problem(_ error: any Error, _ file: String) -> Problem {
        guard let error = error as? YamlError else {
            return Problem(file: file, place: nil, message: "It can't be read as YAML.")
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return Problem(file: file, place: Place(mark), message: "This isn't YAML: \(problem).")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.joined(separator: ", ")
            return Problem(file: file, place: Place(context.mark), message: "Given twice: \(names). Keep one.")
        case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return Problem(file: file, place: nil, message: "It can't be read as YAML; is it UTF-8?")
        }
    }
}

extension Place {
    /// The place of a mark; nil where there is none.
    init?(_ mark: Mark?) {
        guard let mark else { return nil }
        self.init(line: mark.line, column: mark.column)
    }
}

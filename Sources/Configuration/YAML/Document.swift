/// A YAML document parsed into nodes with positions.
struct Document {
    /// The file's name in errors.
    let file: String
    /// The entries of the root mapping; empty for an empty file.
    let entries: [Entry]

    /// A key and its value.
    struct Entry {
        let key: String
        let keyPlace: SourcePosition
        let value: Node
    }

    /// Parses a text; throws if it isn't YAML or its root isn't a mapping.
    init(_ text: String, file: String) throws(ConfigurationError) {
        self.file = file
        let root: Node?
        do throws(NodeTree.YAMLError) {
            root = try NodeTree(text).root
        } catch {
            let message =
                error.reason.map { "This can't be read as YAML: \($0)." } ?? "It can't be read as YAML; is it UTF-8?"
            throw ConfigurationError(file: file, place: error.place, message: message)
        }
        entries = try root.map { node throws(ConfigurationError) in try Self.entries(of: node, file) } ?? []
    }

    /// The entries of a nested mapping; throws if the node isn't a mapping or repeats a key.
    func entries(of node: Node) throws(ConfigurationError) -> [Entry] { try Self.entries(of: node, file) }

    /// An error at a node.
    func problem(_ message: String, at node: Node) -> ConfigurationError {
        ConfigurationError(file: file, place: node.place, message: message)
    }

    /// An error at a key.
    func problem(_ message: String, at entry: Entry) -> ConfigurationError {
        ConfigurationError(file: file, place: entry.keyPlace, message: message)
    }

    private static func entries(of node: Node, _ file: String) throws(ConfigurationError) -> [Entry] {
        if node.string?.isEmpty == true { return [] }
        guard let pairs = node.pairs else {
            let message = "Expected names with values, such as `name: value`."
            throw ConfigurationError(file: file, place: node.place, message: message)
        }
        var names: Set<String> = []
        return try pairs.map { key, value throws(ConfigurationError) in
            guard let name = key.string else {
                throw ConfigurationError(file: file, place: key.place, message: "Expected a name before the colon.")
            }
            guard names.insert(name).inserted else {
                throw ConfigurationError(file: file, place: key.place, message: "Given twice: \(name). Keep one.")
            }
            return Entry(key: name, keyPlace: key.place, value: value)
        }
    }
}

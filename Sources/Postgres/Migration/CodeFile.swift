/// One code file of the schema: functions, views, triggers, policies and grants. If any file differs from what the
/// database has, all code is dropped and recreated.
package struct CodeFile: Sendable, Equatable {
    /// The file's path below the code folder, without extension: `conversations/triggers`.
    package let name: String
    /// The SQL; runs as the ledger's owner inside a transaction, which it must not end.
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    package var checksum: Int64 { Checksum.of(text) }

    /// The files that this one depends on: the words of its lines `-- requires: rights/session rights/reading`.
    /// Standard-SQL bodies, policies and triggers need the functions they name to exist at creation; PL/pgSQL bodies
    /// resolve names at run time.
    package var requirements: [String] {
        let mark = "-- requires: "
        return text.split(separator: "\n")
            .filter { $0.hasPrefix(mark) }
            .flatMap { $0.dropFirst(mark.count).split(separator: " ").map(String.init) }
    }

    /// Returns the files in name order, each after the files it requires. Throws if a required file is missing or the
    /// requirements form a cycle.
    package static func ordered(_ files: [CodeFile]) throws(MigrationError) -> [CodeFile] {
        var order = Order(files: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0) }))
        for name in order.files.keys.sorted() { try order.place(name, before: []) }
        return order.placed
    }

    private struct Order {
        let files: [String: CodeFile]
        var placed: [CodeFile] = []
        private var names: Set<String> = []

        init(files: [String: CodeFile]) {
            self.files = files
        }

        mutating func place(_ name: String, before path: [String]) throws(MigrationError) {
            guard !names.contains(name) else { return }
            guard let file = files[name] else { throw .missingCode(name: name, requiredBy: path.last ?? "") }
            guard !path.contains(name) else { throw .circularCode(path + [name]) }
            for requirement in file.requirements { try place(requirement, before: path + [name]) }
            names.insert(name)
            placed.append(file)
        }
    }
}

/// One file of what the schema's data is worked with: functions, views, triggers, policies and grants. Whenever any file
/// differs from what a database has, all code is dropped and made anew.
package struct CodeFile: Sendable, Equatable {
    /// The file's path below the folder of code, without its extension: `conversations/triggers`.
    package let name: String
    /// The SQL; it runs as the ledger's owner, inside a transaction that it must not end.
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    package var checksum: Int64 { Checksum.of(text) }

    /// The files that this one stands on: the words of its lines `-- requires: rights/session rights/reading`. A body in
    /// standard SQL, a policy and a trigger can only be made once the functions that they name are there; a PL/pgSQL body
    /// looks when it runs.
    package var requirements: [String] {
        let mark = "-- requires: "
        return text.split(separator: "\n")
            .filter { $0.hasPrefix(mark) }
            .flatMap { $0.dropFirst(mark.count).split(separator: " ").map(String.init) }
    }

    /// The files in the order of their names, but each after those that it requires. Throws where one requires a file that
    /// isn't there, or itself in the end.
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

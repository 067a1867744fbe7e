/// The name under which a session keeps a statement.
struct PreparedName: Hashable {
    let statement: String
    /// Counts on when the server no longer runs what it had prepared.
    let generation: Int

    var onTheWire: String { "\(statement)_\(generation)" }
}

/// Which statements the session at the other end has prepared, or will have by the time what is sent next arrives.
struct PreparedStatements {
    private var names: Set<PreparedName> = []
    private var generations: [String: Int] = [:]

    /// The name to run a statement by, and whether it has to be prepared first.
    mutating func name(for statement: Statement) -> (name: PreparedName, isNew: Bool) {
        let name = PreparedName(statement: statement.name, generation: generations[statement.name, default: 1])
        return (name, names.insert(name).inserted)
    }

    /// Takes back what was said of a preparation that failed.
    mutating func forget(_ name: PreparedName) {
        names.remove(name)
    }

    /// The server can't run what it has prepared: tables have changed since. The next one gets a name of its own.
    mutating func renew(_ name: PreparedName) {
        if generations[name.statement, default: 1] == name.generation {
            generations[name.statement] = name.generation + 1
        }
    }
}

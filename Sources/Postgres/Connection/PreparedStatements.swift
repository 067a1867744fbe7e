/// The name of a prepared statement in the session.
struct PreparedName: Hashable {
    let statement: String
    /// Increments when the server can no longer run the prepared version.
    let generation: Int

    var onTheWire: String { "\(statement)_\(generation)" }
}

/// The statements that the session has prepared, or will have prepared before the next message arrives.
struct PreparedStatements {
    private var names: Set<PreparedName> = []
    private var generations: [String: Int] = [:]

    /// Returns the name of a statement and whether it must be prepared first.
    mutating func name(for statement: Statement) -> (name: PreparedName, isNew: Bool) {
        let name = PreparedName(statement: statement.name, generation: generations[statement.name, default: 1])
        return (name, names.insert(name).inserted)
    }

    /// Forgets a preparation that failed.
    mutating func forget(_ name: PreparedName) {
        names.remove(name)
    }

    /// Renews a statement that the server can't run because its tables have changed: the next one gets a new name.
    mutating func renew(_ name: PreparedName) {
        if generations[name.statement, default: 1] == name.generation {
            generations[name.statement] = name.generation + 1
        }
    }
}

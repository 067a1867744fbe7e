/// What a database lacks against the program's files.
package struct PendingChanges: Sendable, Equatable {
    /// The numbered files that it hasn't had, in order.
    package let migrations: [Migration]
    /// The files of code that differ from what it has, that it lacks, or that it has and the program hasn't, by name. Where
    /// there is one, all code is made anew.
    package let code: [String]

    package init(migrations: [Migration] = [], code: [String] = []) {
        self.migrations = migrations
        self.code = code
    }

    package var isEmpty: Bool { migrations.isEmpty && code.isEmpty }
}

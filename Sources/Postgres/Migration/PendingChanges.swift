/// What a database lacks compared with the program's files.
package struct PendingChanges: Sendable, Equatable {
    /// The pending migrations, in order.
    package let migrations: [Migration]
    /// The code files that differ, are missing from the database, or are no longer in the program, by name. If there is
    /// one, all code is recreated.
    package let code: [String]

    package init(migrations: [Migration] = [], code: [String] = []) {
        self.migrations = migrations
        self.code = code
    }

    package var isEmpty: Bool { migrations.isEmpty && code.isEmpty }
}

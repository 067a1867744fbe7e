import ArgumentParser
import Postgres
import Repositories

/// `riad migrate`: brings a database up to this program.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Apply what the database lacks; as a superuser, or an owner who may make roles."
    )

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "Only say what is pending; exit code 1 where anything is.")
    var check = false

    @Option(help: ArgumentHelp("Wait so long for another migration to end.", valueName: "seconds"))
    var patience = 30

    func run() throws {
        try ExitKind.explaining {
            var settings = connection.settings
            settings.statementTimeout = nil
            let connection = Connection(settings)
            defer { connection.close() }
            try connection.connect()
            let migrator = Schema.migrator(patience: .seconds(patience))
            do {
                try check ? report(migrator, connection) : apply(migrator, connection)
            } catch let error as MigrationError {
                throw ExitKind.stop(error.description, .failed)
            }
        }
    }

    private func report(_ migrator: Migrator, _ connection: Connection) throws {
        let pending = try migrator.pending(on: connection)
        for migration in pending { print("pending  \(migration.name)") }
        guard pending.isEmpty else { throw ExitCode(ExitKind.failed.rawValue) }
        print("The database is up to date.")
    }

    private func apply(_ migrator: Migrator, _ connection: Connection) throws {
        connection.onNotice = { print("         \($0.message)") }
        let applied = try migrator.apply(on: connection) { print("applying \($0.name)") }
        print(applied.isEmpty ? "The database was up to date." : "\(applied.count) migrations applied.")
    }
}

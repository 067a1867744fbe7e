import ArgumentParser
import Files
import Glibc
import Postgres
import Repositories

/// `riad migrate`: migrates a database to this program's schema.
struct MigrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Apply pending migrations; as a superuser, or an owner who may create roles."
    )

    @OptionGroup var connection: ConnectionOptions

    @Flag(help: "Only list what is pending; exit code 1 if anything is.")
    var check = false

    @Flag(help: "Adopt a database that another system created from the same specification.")
    var adopt = false

    @Flag(help: "With --adopt: only show the plan, or the obstacles (exit code 1); nothing is changed.")
    var plan = false

    @Flag(help: "With --adopt: the existing application keeps writing through authenticated.")
    var keepApplication = false

    @Flag(name: [.customShort("y"), .long], help: "With --adopt: don't ask.")
    var yes = false

    @Option(help: ArgumentHelp("How long to wait for another migration to end.", valueName: "seconds"))
    var patience = 30

    func validate() throws {
        guard adopt || !(plan || keepApplication || yes) else {
            throw ValidationError("--plan, --keep-application and --yes go with --adopt.")
        }
        guard !(adopt && check) else { throw ValidationError("--check is for migrations; --adopt has --plan.") }
    }

    func run() throws {
        try ExitKind.explaining {
            var settings = connection.settings
            settings.statementTimeout = nil
            let connection = Connection(settings)
            defer { connection.close() }
            try connection.connectPromptingForPassword()
            do {
                let migrator = Schema.migrator(patience: .seconds(patience))
                if adopt { return try adopt(connection) }
                try check ? report(migrator, connection) : apply(migrator, connection)
            } catch let error as MigrationError {
                throw ExitKind.stop(.lines(error.description), .failed)
            }
        }
    }

    private func report(_ migrator: Migrator, _ connection: Connection) throws {
        let pending = try migrator.pending(on: connection)
        for migration in pending.migrations { StandardOutput.print("pending  \(TerminalText.line(migration.name))") }
        if !pending.code.isEmpty {
            StandardOutput.print("pending  code: \(TerminalText.line(summary(of: pending.code)))")
        }
        guard pending.isEmpty else { throw ExitCode(ExitKind.failed.rawValue) }
        StandardOutput.print("The database is up to date.")
    }

    private func summary(of files: [String]) -> String {
        files.count > 5 ? "\(files.count) files" : files.joined(separator: ", ")
    }

    private func apply(_ migrator: Migrator, _ connection: Connection) throws {
        connection.onNotice = { StandardOutput.print("         \(TerminalText.line($0.message))") }
        let applied = try migrator.apply(on: connection) { StandardOutput.print("applying \(TerminalText.line($0))") }
        StandardOutput.print(applied.isEmpty ? "The database was up to date." : "The database is up to date now.")
    }

    private func adopt(_ connection: Connection) throws {
        let adoption = Schema.adoption(patience: .seconds(patience))
        guard let plan = try adoption.plan(on: connection) else {
            StandardOutput.print(
                "There is nothing to adopt: the database is riad's. `riad migrate` applies what it lacks."
            )
            return
        }
        let output = AdoptionOutput(
            plan: plan,
            migrations: adoption.migrator.migrations.count,
            keepsApplication: keepApplication
        )
        StandardOutput.print(output.text)
        guard plan.blockers.isEmpty else { throw ExitCode(ExitKind.failed.rawValue) }
        if self.plan { return }
        try confirm()
        let done = try adoption.apply(plan, keepingApplication: keepApplication, on: connection) {
            StandardOutput.print("applying \(TerminalText.line($0))")
        }
        StandardOutput.print(done == nil ? "Someone else has adopted it meanwhile." : "The database is adopted.")
    }

    private func confirm() throws {
        if yes { return }
        guard isatty(0) == 1 else { throw ExitKind.stop("use --yes to adopt without a terminal", .usageError) }
        StandardOutput.prompt("\nAdopt it? Type yes: ")
        let answer = try? InputBytes(limit: HiddenPrompt.maxLineLength).line(from: STDIN_FILENO)
        guard answer == Array("yes".utf8) else { throw ExitKind.stop("nothing was changed", .failed) }
    }
}

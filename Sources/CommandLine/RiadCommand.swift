import ArgumentParser
import Repositories

/// The root command, `riad`, and its subcommands.
package struct RiadCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "riad",
        abstract: "Guest conversations of a concierge company, in the terminal.",
        discussion: """
            Without a command the console opens. The server is found as PostgreSQL's own programs find it: --database,
            or PGHOST, PGSERVICE, .pgpass and their like.

            Exit codes: 0 done, 1 failed, 2 no usable terminal, 3 no connection, 4 not allowed, 5 not found, 64 wrong usage.
            """,
        version: "riad 1.0, schema \(Schema.migrations.last?.name.prefix(4) ?? "0000")",
        subcommands: [
            ConsoleCommand.self, DemoCommand.self, ConversationsCommand.self, ViewsCommand.self, AuditCommand.self,
            MessagesCommand.self, SLACommand.self, PeopleCommand.self, RepliesCommand.self, TemplatesCommand.self,
            GuestsCommand.self,
            ReservationsCommand.self, PropertiesCommand.self, ChannelsCommand.self, WebhooksCommand.self,
            WorkflowsCommand.self,
            IncidentsCommand.self, ZonesCommand.self,
            JobsCommand.self, SettingsCommand.self, SetupCommand.self, MigrateCommand.self, KeysCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self
    )

    package init() {}

    /// Runs the command that the arguments name and exits with its code.
    package static func start() -> Never {
        do {
            try UnknownCommand.check(CommandLine.arguments.dropFirst(), in: Self.self)
            var command = try parseAsRoot()
            try command.run()
            StandardOutput.flush()
            exit(withError: ExitCode.success)
        } catch {
            end(error)
        }
    }

    /// Exits as ArgumentParser does, but filters its message, which quotes arguments verbatim.
    private static func end(_ error: any Error) -> Never {
        let code = exitCode(for: error)
        let message = TerminalText.keepingTabs(fullMessage(for: error))
        if !message.plain.isEmpty {
            if code.isSuccess { StandardOutput.print(message) } else { StandardError.print(message) }
        }
        StandardOutput.flush()
        exit(withError: code)
    }
}

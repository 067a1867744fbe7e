import ArgumentParser

/// The whole command line: `riad` and its nouns.
package struct RiadCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "riad",
        abstract: "Guest conversations of a concierge company, in the terminal.",
        discussion: """
            Without a command the console opens. The server is found as PostgreSQL's own programs find it: --database,
            or PGHOST, PGSERVICE, .pgpass and their like.

            Exit codes: 0 done, 1 failed, 2 no usable terminal, 3 no connection, 4 not allowed, 5 not found, 64 misused.
            """,
        subcommands: [
            ConsoleCommand.self, DemoCommand.self, ConversationsCommand.self, ViewsCommand.self, AuditCommand.self,
            MessagesCommand.self, AnswerTimesCommand.self, PeopleCommand.self, RepliesCommand.self, GuestsCommand.self,
            ReservationsCommand.self, PropertiesCommand.self, MigrateCommand.self, KeysCommand.self,
        ],
        defaultSubcommand: ConsoleCommand.self
    )

    package init() {}
}

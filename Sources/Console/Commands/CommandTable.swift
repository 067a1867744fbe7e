/// The table of commands: the entries of the areas, in the order of help and palette.
package enum CommandTable {
    /// Every command, exactly once.
    package static let entries: [CommandEntry] = [
        Command.Movement.entries,
        Command.Navigation.entries,

        Command.Views.builtIn,
        Command.Views.saved,
        Command.Inbox.filtering,
        Command.Zones.entries,
        Command.Query.entries,
        Command.Search.entries,
        Command.Inbox.ordering,
        Command.Audit.entries,
        Command.Views.history,
        Command.SLA.entries,
        Command.Settings.entries,
        Command.People.entries,
        Command.Operations.entries,
        Command.Panel.entries,
        Command.Contents.entries,

        Command.Assignment.queue,
        Command.Composer.starting,
        Command.Assignment.assigning,
        Command.Changes.entries,
        Command.Records.entries,
        Command.Outreach.entries,

        Command.Marks.entries,
        Command.Merging.merging,
        Command.Assignment.outcome,

        Command.Composer.sending,
        Command.CannedReplies.inserting,
        Command.Composer.switching,
        Command.Merging.channels,
        Command.Composer.leaving,

        Command.CannedReplies.managing,
        Command.Console.entries,
    ].flatMap(\.self)

    /// The commands with a footer hint, in footer order.
    static let hints: [CommandEntry] = entries.filter { $0.footerRank != nil }
        .sorted { ($0.footerRank ?? 0) < ($1.footerRank ?? 0) }

    /// The commands that act on all marked conversations.
    static let forMarks: [CommandEntry] = entries.filter { $0.marking == .actsOnAll }

    /// Returns a command's declaration.
    package static func entry(of command: Command) -> CommandEntry? {
        entries.first { $0.command == command }
    }
}

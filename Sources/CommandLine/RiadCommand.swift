import ArgumentParser

/// The whole command line: `riad` and its nouns.
package struct RiadCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "riad",
        abstract: "Guest conversations of a concierge company, in the terminal.",
        subcommands: [DemoCommand.self]
    )

    package init() {}
}

import ArgumentParser
import Configuration
import Console
import Text

/// `riad keys`: the key table, generated from the command table.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Print all keys, or check your own.",
        subcommands: [Check.self]
    )

    @Flag(help: "As Markdown tables, as in the documentation.")
    var markdown = false

    @Flag(help: "With the actions' names, as used in keys.yaml.")
    var names = false

    func run() {
        StandardOutput.print(.lines(markdown ? KeyTable.markdown : KeyTable.text(withNames: names)))
    }

    /// `riad keys check`
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check keys.yaml and report errors with line and column."
        )

        func run() throws {
            guard let places = UserDirectories(environment: Environment.variables(), executable: nil) else {
                throw ExitKind.stop("HOME isn't set, so keys.yaml can't be found", .failed)
            }
            let reading = KeymapLoader(KeyBindings(folder: places.configuration))
            for problem in reading.problems { StandardOutput.print(.line(problem.description)) }
            guard reading.problems.isEmpty else { throw ExitCode(ExitKind.failed.rawValue) }
            StandardOutput.print("\(TerminalText.line(places.configuration))/keys.yaml is fine, or not there.")
        }
    }
}

/// The keys of the command table as text.
package enum KeyTable {
    /// One Markdown table per group.
    package static var markdown: String {
        Console.CommandGroup.allCases.map { group in
            let rows = entries(of: group).map { entry in
                let keys = entry.keys.map { "`\($0.description)`" }.joined(separator: " ")
                return "| \(keys) | \(Language.english.text(CommandPhrase.explanation(entry.command))) |"
            }
            let title = Language.english.text(CommandPhrase.group(group))
            return "| \(title) | |\n| --- | --- |\n" + rows.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// Aligned columns for a terminal.
    static func text(withNames: Bool) -> String {
        Console.CommandGroup.allCases.map { group in
            let rows = entries(of: group).map { entry in
                let keys = SafeText(trusted: entry.keys.map { $0.description }.joined(separator: " "))
                let name = withNames ? SafeText(trusted: entry.command.name).fitted(to: 22).plain : ""
                return "  \(keys.fitted(to: 18).plain) \(name)"
                    + Language.english.text(CommandPhrase.explanation(entry.command))
            }
            return Language.english.text(CommandPhrase.group(group)) + "\n" + rows.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func entries(of group: Console.CommandGroup) -> [CommandEntry] {
        CommandTable.entries.filter { $0.group == group }
    }
}

import ArgumentParser
import Console
import Text

/// `riad keys`: the key table, made from the table of commands.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Print all keys."
    )

    @Flag(help: "As a Markdown table, as the README has it.")
    var markdown = false

    func run() {
        print(markdown ? KeyTable.markdown : KeyTable.text)
    }
}

/// The keys of the command table, as text.
package enum KeyTable {
    /// A Markdown table a group.
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

    /// Columns for a terminal.
    static var text: String {
        Console.CommandGroup.allCases.map { group in
            let rows = entries(of: group).map { entry in
                let keys = SafeText(trusted: entry.keys.map { $0.description }.joined(separator: " "))
                return "  \(keys.fitted(to: 18).plain) "
                    + Language.english.text(CommandPhrase.explanation(entry.command))
            }
            return Language.english.text(CommandPhrase.group(group)) + "\n" + rows.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private static func entries(of group: Console.CommandGroup) -> [CommandEntry] {
        CommandTable.entries.filter { $0.group == group }
    }
}

import Screen

/// Which key means which command, in each context.
package struct Keymap: Sendable {
    private var commands: [Context: [Key: Command]]
    private var keys: [Context: [Command: Key]]

    /// The keys of the command table.
    package init() {
        commands = [:]
        keys = [:]
        for entry in CommandTable.entries {
            for context in entry.contexts {
                keys[context, default: [:]][entry.command] = entry.keys.first
                for key in entry.keys { commands[context, default: [:]][key] = entry.command }
            }
        }
    }

    /// The command of a key in a context; nil where it has none.
    package func command(for key: Key, in context: Context) -> Command? {
        commands[context]?[key]
    }

    /// The key to show for a command in a context; nil where the command isn't valid there.
    package func key(for command: Command, in context: Context) -> Key? {
        keys[context]?[command]
    }
}

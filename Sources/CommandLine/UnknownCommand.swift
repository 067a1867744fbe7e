import ArgumentParser
import Domain

/// A command that there isn't: without a look at it first, its options would be blamed.
enum UnknownCommand {
    /// Throws if the arguments name a command that there isn't, with the one that was probably meant.
    static func check(_ arguments: some Sequence<String>, in root: any ParsableCommand.Type) throws {
        var command: any ParsableCommand.Type = root
        for word in arguments {
            let children = command.configuration.subcommands
            guard !children.isEmpty, !word.hasPrefix("-"), word != "help" else { return }
            let names = children.map(name)
            guard let place = names.firstIndex(of: word) else {
                let meant = NearestName.of(word, among: names).map { "; did you mean \($0)?" }
                let known = meant ?? "; there are " + names.sorted().joined(separator: ", ")
                throw ValidationError("there is no command \(word)\(known)")
            }
            command = children[place]
        }
    }

    private static func name(_ command: any ParsableCommand.Type) -> String { command._commandName }
}

import Configuration
import Console
import Screen

/// Resolves the contexts and actions of the user's key bindings file.
package struct KeymapLoader {
    /// The keymap, the user's bindings first.
    package let keymap: Keymap
    /// All errors of the file; valid bindings take effect regardless.
    package private(set) var problems: [ConfigurationError]

    /// Resolves the bindings of a file.
    package init(_ file: KeyBindings) {
        problems = file.problems
        var own: [Context: [Command: [Chord]]] = [:]
        var places: [Context: [Chord: Command]] = [:]
        for binding in file.bindings {
            guard let context = Context(rawValue: binding.context) else {
                let known = Context.allCases.map(\.rawValue).joined(separator: ", ")
                problems.append(
                    ConfigurationError(
                        file: file.file,
                        place: binding.contextPlace,
                        message: "There is no context “\(binding.context)”; there are \(known)."
                    )
                )
                continue
            }
            guard let entry = CommandTable.entries.first(where: { $0.command.name == binding.action }) else {
                problems.append(
                    ConfigurationError(
                        file: file.file,
                        place: binding.place,
                        message: "There is no action “\(binding.action)”; `riad keys --names` lists them."
                    )
                )
                continue
            }
            guard entry.contexts.contains(context) else {
                problems.append(
                    ConfigurationError(
                        file: file.file,
                        place: binding.place,
                        message: "“\(binding.action)” does nothing in the context “\(binding.context)”."
                    )
                )
                continue
            }
            for chord in binding.chords {
                if let other = places[context]?[chord], other != entry.command {
                    problems.append(
                        ConfigurationError(
                            file: file.file,
                            place: binding.place,
                            message: "“\(chord)” means “\(other.name)” in this file already."
                        )
                    )
                }
                places[context, default: [:]][chord] = entry.command
            }
            own[context, default: [:]][entry.command] = binding.chords
        }
        keymap = Keymap(replacing: own)
    }
}

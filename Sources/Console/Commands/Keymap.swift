import Screen

/// Which keys mean which command, in each context.
package struct Keymap: Sendable {
    /// What keys pressed one after the other come to.
    package enum Resolution: Sendable, Hashable {
        /// They mean a command.
        case command(Command)
        /// They begin something longer.
        case prefix
        /// They mean nothing.
        case unbound
    }

    private var chords: [Context: [Command: [Chord]]] = [:]
    private var commands: [Context: [Chord: Command]] = [:]
    private var prefixes: [Context: Set<Chord>] = [:]
    private var hints: [Context: FooterHints] = [:]

    /// The keys of the command table.
    package init() {
        self.init(replacing: [:])
    }

    /// The keys of the command table, those of some commands replaced; no chords take a command its keys.
    package init(replacing own: [Context: [Command: [Chord]]]) {
        for entry in CommandTable.entries {
            for context in entry.contexts {
                chords[context, default: [:]][entry.command] =
                    own[context]?[entry.command] ?? entry.keys.map { Chord($0) }
            }
        }
        for (context, bindings) in chords {
            // What is bound last wins: a person's own chord over the table's, whichever command had it there, and among
            // own ones that of the command that stands first in the table.
            for isOwn in [false, true] {
                for command in Command.allCases.reversed() where (own[context]?[command] != nil) == isOwn {
                    for chord in bindings[command] ?? [] { bind(chord, to: command, in: context) }
                }
            }
        }
        for context in Context.allCases { hints[context] = FooterHints(self, in: context) }
    }

    /// What the footer can say in a context.
    func hints(in context: Context) -> FooterHints? { hints[context] }

    private mutating func bind(_ chord: Chord, to command: Command, in context: Context) {
        commands[context, default: [:]][chord] = command
        for length in 1..<max(1, chord.keys.count) {
            guard let beginning = Chord(Array(chord.keys.prefix(length))) else { continue }
            prefixes[context, default: []].insert(beginning)
        }
    }

    /// What keys mean in a context.
    package func resolve(_ chord: Chord, in context: Context) -> Resolution {
        if prefixes[context]?.contains(chord) == true { return .prefix }
        return commands[context]?[chord].map { .command($0) } ?? .unbound
    }

    /// The keys to show for a command in a context; nil where it has none there.
    package func chord(for command: Command, in context: Context) -> Chord? {
        chords[context]?[command]?.first { resolve($0, in: context) == .command(command) }
    }

    /// All keys of a command, those of the first context where it has any.
    package func chords(for command: Command) -> [Chord] {
        for context in Context.allCases {
            let valid = (chords[context]?[command] ?? []).filter { resolve($0, in: context) == .command(command) }
            if !valid.isEmpty { return valid }
        }
        return []
    }
}

import Screen

/// Key bindings of the commands, by context.
package struct Keymap: Sendable {
    /// What a sequence of keys resolves to.
    package enum Resolution: Sendable, Hashable {
        /// A command.
        case command(Command)
        /// The beginning of a longer chord.
        case prefix
        /// Nothing.
        case unbound
    }

    private var chords: [Context: [Command: [Chord]]] = [:]
    private var commands: [Context: [Chord: Command]] = [:]
    private var prefixes: [Context: Set<Chord>] = [:]
    private var hints: [Context: FooterHints] = [:]

    /// Creates the keymap of the command table.
    package init() {
        self.init(replacing: [:])
    }

    /// Creates the keymap of the command table with some commands' chords replaced; an empty list unbinds a command.
    package init(replacing own: [Context: [Command: [Chord]]]) {
        for entry in CommandTable.entries {
            for context in entry.contexts {
                chords[context, default: [:]][entry.command] =
                    own[context]?[entry.command] ?? entry.keys.map { Chord($0) }
            }
        }
        for (context, bindings) in chords {
            // The last binding wins: the user's chords over the table's, whichever command had them there, and among
            // the user's chords those of the command listed first.
            for isOwn in [false, true] {
                let entries = CommandTable.entries.filter { (own[context]?[$0.command] != nil) == isOwn }
                for command in entries.reversed().map(\.command) {
                    for chord in bindings[command] ?? [] { bind(chord, to: command, in: context) }
                }
            }
        }
        for context in Context.allCases { hints[context] = FooterHints(self, in: context) }
    }

    /// Returns the footer hints of a context.
    func hints(in context: Context) -> FooterHints? { hints[context] }

    private mutating func bind(_ chord: Chord, to command: Command, in context: Context) {
        commands[context, default: [:]][chord] = command
        for length in 1..<max(1, chord.keys.count) {
            guard let beginning = Chord(Array(chord.keys.prefix(length))) else { continue }
            prefixes[context, default: []].insert(beginning)
        }
    }

    /// Returns what a chord resolves to in a context.
    package func resolve(_ chord: Chord, in context: Context) -> Resolution {
        if prefixes[context]?.contains(chord) == true { return .prefix }
        return commands[context]?[chord].map { .command($0) } ?? .unbound
    }

    /// Returns the chord to show for a command in a context; nil if it has none there.
    package func chord(for command: Command, in context: Context) -> Chord? {
        chords[context]?[command]?.first { resolve($0, in: context) == .command(command) }
    }

    /// Returns all chords of a command in the first context that binds it; empty if none does.
    package func chords(for command: Command) -> [Chord] {
        for context in Context.allCases {
            let valid = (chords[context]?[command] ?? []).filter { resolve($0, in: context) == .command(command) }
            if !valid.isEmpty { return valid }
        }
        return []
    }
}

import TerminalSupport
import Testing

/// The state of a terminal before a program runs.
struct TerminalModesSnapshot {
    private let modes: [UInt32]

    init() throws {
        let terminal = try PseudoTerminal("/bin/sleep", ["60"], environment: [:])
        modes = terminal.modes
    }

    /// Records an issue for everything that a program failed to restore.
    func expectRestored(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
        let screen = terminal.screen
        #expect(!screen.isAlternate, "the other screen is left", sourceLocation: sourceLocation)
        #expect(screen.showsCursor, "the cursor is shown", sourceLocation: sourceLocation)
        #expect(screen.modes == [7, 25], "no mode is left on", sourceLocation: sourceLocation)
        #expect(screen.title == "shell", "the title is as it was", sourceLocation: sourceLocation)
        #expect(screen.look == TerminalScreen.Look(), "no colour is left on", sourceLocation: sourceLocation)
        #expect(terminal.modes == modes, "stty shows the same", sourceLocation: sourceLocation)
        #expect(screen.unknown == [], sourceLocation: sourceLocation)
    }
}

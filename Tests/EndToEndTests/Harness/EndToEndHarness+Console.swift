import TerminalSupport
import TestSupport

extension EndToEndHarness {
    /// An interactive shell with job control, at its prompt, in which `riad` is the program and connects as this
    /// person.
    func interactiveShell(as person: TestPerson, environment: [String: String?] = [:]) throws -> PseudoTerminal {
        let uri = database.uri(login: person.login)
        let shell = try PseudoTerminal(
            "/bin/bash",
            ["--norc", "-i"],
            environment: home.environment(
                environment.merging(["PS1": Shell.prompt + " ", "RIAD": "\(Riad.path) --database \(uri)"]) { $1 }
            ),
            columns: 120,
            rows: 40
        )
        try shell.waitForPrompt()
        return shell
    }
}

/// The tests' shell.
enum Shell {
    /// Its prompt.
    static let prompt = "shell$"
}

extension PseudoTerminal {
    /// Reads until the prompt appears: keys typed earlier can be lost while the terminal's modes change.
    func waitForPrompt() throws {
        try wait(for: "the shell's prompt") { screen in
            !screen.isAlternate && screen.lines.last { !$0.isEmpty } == Shell.prompt
        }
    }
}

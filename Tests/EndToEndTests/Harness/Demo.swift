import Glibc
import TerminalSupport

/// A demo in a home of its own; stopped and removed with its last reference.
final class Demo {
    let home: Home

    init() throws {
        home = try Home()
    }

    deinit {
        _ = try? Riad.run(["demo", "reset"], home: home)
    }

    /// Starts it, small, without a console, and gives the URI that it prints.
    func start(_ login: String) throws -> String {
        let program = try Riad.run(["demo", "--no-console", "--as", login, "--conversations", "60"], home: home)
        guard program.code == 0 else { throw Mismatch(program.complaint) }
        return String(program.output.dropLast())
    }

    func console(_ login: String, _ arguments: [String] = []) throws -> PseudoTerminal {
        try PseudoTerminal(
            Riad.path,
            ["demo", "--as", login] + arguments,
            environment: home.environment(),
            columns: 120,
            rows: 40
        )
    }

    /// Runs a line of shell in which `riad` is the program.
    func shell(_ line: String) throws -> Program {
        try Program.run("/bin/sh", ["-c", line], environment: environment())
    }

    /// The same on a terminal.
    func terminal(_ line: String) throws -> PseudoTerminal {
        try PseudoTerminal("/bin/sh", ["-c", line], environment: environment(), columns: 120, rows: 40)
    }

    private func environment() throws -> [String: String] {
        home.environment(["PATH": try home.programs() + ":/usr/bin:/bin"])
    }

    /// Whether its server runs: the file that every server holds while it does.
    func isUp() throws -> Bool {
        access("\(home.folder)/data/riad/demo/data/postmaster.pid", F_OK) == 0
    }
}

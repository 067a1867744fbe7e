import Glibc
import TerminalSupport
import TestSupport

/// A demo in a home of its own; stopped and removed with its last reference.
final class Demo {
    let home: Home
    /// The folder of the server's programs; nil uses that of the test run.
    private let programs: String?

    init(programs: String? = nil) throws {
        home = try Home()
        self.programs = programs
    }

    deinit {
        _ = try? Riad.run(["demo", "reset"], home: home)
    }

    /// Runs a command to its end.
    func run(_ arguments: [String]) throws -> ProcessResult {
        let choice = programs.map { TestCluster.environment(choosing: $0) } ?? [:]
        return try Riad.run(arguments, home: home, environment: choice)
    }

    /// Starts a small demo without a console and returns the URI that it prints.
    func start(_ login: String) throws -> String {
        let program = try run(["demo", "--no-console", "--as", login, "--conversations", "60"])
        guard program.code == 0 else { throw ScenarioError(program.complaint) }
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

    /// Runs a shell command line in which `riad` is the program.
    func shell(_ line: String) throws -> ProcessResult {
        try ProcessResult.run("/bin/sh", ["-c", line], environment: environment())
    }

    /// Runs a shell command line on a terminal.
    func terminal(_ line: String, columns: Int = 120, rows: Int = 40) throws -> PseudoTerminal {
        try PseudoTerminal("/bin/sh", ["-c", line], environment: environment(), columns: columns, rows: rows)
    }

    private func environment() throws -> [String: String] {
        home.environment(["PATH": try home.programs() + ":/usr/bin:/bin"])
    }

    /// Whether its server is running, by the PID file.
    func isUp() throws -> Bool {
        access("\(home.folder)/data/riad/demo/data/postmaster.pid", F_OK) == 0
    }
}

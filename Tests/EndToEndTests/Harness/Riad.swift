import Glibc
import TerminalSupport
import TestSupport

/// The program as built next to these tests.
enum Riad {
    static var path: String {
        let tests = CommandLine.arguments[0]
        let folder = tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return folder + "/riad"
    }

    /// Runs a command to its end, without a terminal.
    static func run(
        _ arguments: [String],
        home: Home,
        environment: [String: String?] = [:],
        input: String = "",
        within limit: Duration = .testTimeout
    ) throws -> ProcessResult {
        try ProcessResult.run(
            path,
            arguments,
            environment: home.environment(environment),
            input: input,
            within: limit
        )
    }

    /// Opens the console on a new terminal.
    static func console(
        _ uri: String,
        home: Home,
        columns: Int = 120,
        rows: Int = 40,
        environment: [String: String?] = [:]
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            path,
            ["--database", uri],
            environment: home.environment(environment),
            columns: columns,
            rows: rows
        )
    }
}

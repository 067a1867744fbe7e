import ArgumentParser
import Domain
import Files
import Glibc

/// Prompts for a new password: twice without echo on a terminal, otherwise reads one line of standard input.
enum PasswordPrompt {
    /// Reads the password; throws if it isn't acceptable or the two entries differ.
    static func password() throws -> Password {
        let typed = try isatty(0) == 1 ? twice() : line()
        do throws(Password.Problem) {
            return try Password(typed)
        } catch {
            throw ExitKind.stop(.line(reason(error)), .usageError)
        }
    }

    private static func reason(_ problem: Password.Problem) -> String {
        switch problem {
        case .tooShort: "a password has at least 12 characters"
        case .tooLong: "a password has at most 200 characters"
        case .unprintable: "a password has no control characters"
        }
    }

    private static func twice() throws -> String {
        let first = try hidden("New password (12 characters or more): ")
        guard try hidden("Once more: ") == first else {
            throw ExitKind.stop("the passwords differ; nothing was changed", .usageError)
        }
        return first
    }

    private static func line() throws -> String {
        // Anything longer than a terminal's line isn't a valid password either.
        guard let typed = try? InputBytes(limit: HiddenPrompt.maxLineLength).line(from: STDIN_FILENO) else {
            throw ExitKind.stop("a password is expected on standard input, one line", .usageError)
        }
        return String(decoding: typed, as: UTF8.self)
    }

    private static func hidden(_ question: String) throws -> String {
        guard let typed = try HiddenPrompt(text: .line(question)).readLine() else {
            throw ExitKind.stop("nothing was changed", .failed)
        }
        return typed
    }
}

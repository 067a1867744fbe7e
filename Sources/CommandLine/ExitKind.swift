import ArgumentParser
import Console
import Domain
import Postgres
import Repositories

/// The exit codes by kind of failure, for scripts.
enum ExitKind: Int32 {
    case failed = 1
    case noTerminal = 2
    case noConnection = 3
    case notAllowed = 4
    case notFound = 5
    case usageError = 64

    /// Classifies a database error.
    init(_ error: PostgresError) {
        if let refusal = error.refusal {
            self = ExitKind(refusal)
            return
        }
        self =
            switch error.kind {
            case .unreachable, .loginRefused, .passwordRequired, .passwordWithheld, .invalidSettings, .wrongLogin,
                .tooManyConnections, .serverNotReady, .insufficientResources, .serverReplaced, .connectionLost,
                .notConnected,
                .responseTooLarge:
                .noConnection
            case .permissionDenied: .notAllowed
            case .timedOut, .cancelled, .conflict, .duplicate, .constraintViolated, .invalidValue, .readOnly,
                .schemaMismatch, .unexpectedResponse, .other:
                .failed
            }
    }

    private init(_ refusal: Refusal) {
        self =
            switch refusal {
            case .notPermitted: .notAllowed
            case .notFound: .notFound
            case .outdated, .illegalTransition, .archived, .alreadyExists, .conflict, .lastSuperAdmin,
                .cannotManageLogins,
                .invalidInput, .windowClosed, .mergeChanged, .rateLimited, .lockTimeout:
                .failed
            }
    }

    /// Prints the error on standard error and returns the exit code to throw.
    static func stop(_ text: TerminalText, _ kind: ExitKind) -> ExitCode {
        StandardError.print("riad: \(text)")
        return ExitCode(kind.rawValue)
    }

    /// Runs a command's work; turns its errors into a sentence and an exit code.
    static func explaining<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PostgresError {
            throw stop(.lines(error.explanation), ExitKind(error))
        } catch let error as AccessError {
            throw stop(.lines(error.explanation), .notAllowed)
        }
    }
}

extension AccessError {
    /// The missing capability as a sentence.
    fileprivate var explanation: String {
        guard let role else { return LoginStatusMessage(.withoutRights).text }
        let what = Language.english.text(RightPhrase.capability(capability))
        return switch limit {
        case .role: "the role \(role.label) may not \(what); ask somebody who may"
        case .conversation: "only the assignee, or a supervisor, may \(what) here; ask them"
        case .person: "that person is yourself, or beyond the reach of the role \(role.label); ask somebody above it"
        }
    }
}

import Console
import Postgres

extension Failure {
    /// What an error of the database means to the person.
    init(_ error: PostgresError) {
        self =
            switch error.kind {
            case .unreachable, .serverFull, .serverNotReady, .serverExhausted, .serverGone, .notConnected: .offline
            case .timedOut, .conflict: .tooSlow
            case .permissionDenied: .notPermitted
            case .ruleRefused: Failure(rule: error.state ?? "")
            case .loginRefused, .passwordNeeded, .wrongLogin, .cancelled, .constraintViolated, .invalidValue, .readOnly,
                .schemaMismatch, .unreadableAnswer, .other:
                .unexpected(error.state ?? error.kind.summary)
            }
    }

    /// What an error means to who asked for a change: one whose answer was lost may have been made, and isn't to be
    /// made twice.
    init(ofChange error: PostgresError) {
        self = error.outcomeUnknown ? .unanswered : Failure(error)
    }

    /// The database's own rules, by their SQLSTATE.
    private init(rule: String) {
        self =
            switch rule {
            case "RI001": .notPermitted
            case "RI002": .notFound
            case "RI003": .threadMoved
            case "RI004": .illegalTransition
            case "RI005": .archived
            case "RI006": .idTaken
            case "RI007": .lostRace
            case "RI010": .badInput
            case "RI011": .windowClosed
            case "RI012": .mergedAnew
            default: .unexpected(rule)
            }
    }
}

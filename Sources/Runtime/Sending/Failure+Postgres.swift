import Console
import Postgres
import Repositories

extension Failure {
    /// What an error of the database means to the person.
    init(_ error: PostgresError) {
        if let refusal = error.refusal {
            self = .refused(refusal)
            return
        }
        self =
            switch error.kind {
            case .unreachable, .serverFull, .serverNotReady, .serverGone, .notConnected: .offline
            case .serverReplaced: .serverReplaced
            case .serverExhausted: .serverExhausted
            case .timedOut: .tooSlow
            case .conflict: .conflict
            case .cancelled: .cancelled
            case .permissionDenied: .refused(.notPermitted)
            case .loginRefused, .passwordNeeded, .passwordWithheld, .settingsUnusable, .wrongLogin: .loginRefused
            case .duplicate: .duplicate
            case .constraintViolated, .invalidValue: .invalidValue
            case .readOnly: .readOnly
            case .schemaMismatch, .unreadableAnswer: .schemaMismatch
            case .answerTooLong, .other: .unexpected(error.state)
            }
    }

    /// What an error means to who asked for a change: one whose answer was lost may have been made, and isn't to be
    /// made twice.
    init(ofChange error: PostgresError) {
        self = error.outcomeUnknown ? .unanswered : Failure(error)
    }
}

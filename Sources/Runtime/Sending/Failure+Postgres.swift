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
            case .unreachable, .tooManyConnections, .serverNotReady, .connectionLost, .notConnected: .offline
            case .serverReplaced: .serverReplaced
            case .insufficientResources: .serverExhausted
            case .timedOut: .timedOut
            case .conflict: .conflict
            case .cancelled: .cancelled
            case .permissionDenied: .refused(.notPermitted)
            case .loginRefused, .passwordRequired, .passwordWithheld, .invalidSettings, .wrongLogin: .loginRefused
            case .duplicate: .duplicate
            case .constraintViolated, .invalidValue: .invalidValue
            case .readOnly: .readOnly
            case .schemaMismatch, .unexpectedResponse: .schemaMismatch
            case .responseTooLarge, .other: .unexpected(error.state)
            }
    }

    /// What an error means to who asked for a change: one whose answer was lost may have been made, and isn't to be
    /// made twice.
    init(ofChange error: PostgresError) {
        self = error.isOutcomeUnknown ? .outcomeUnknown : Failure(error)
    }
}

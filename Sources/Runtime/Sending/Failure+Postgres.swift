import Console
import Postgres
import Repositories

extension Failure {
    /// Maps a database error to a failure the user can understand.
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

    /// Maps the error of a change: if its response was lost, the change may have been made and must not be repeated.
    init(ofChange error: PostgresError) {
        self = error.isOutcomeUnknown ? .outcomeUnknown : Failure(error)
    }
}

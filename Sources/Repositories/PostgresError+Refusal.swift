import Domain
import Postgres

extension PostgresError {
    /// The refusal by one of riad's own rules; nil for any other server or connection error.
    package var refusal: Refusal? { state.flatMap { Refusal(state: $0) } }
}

import Domain
import Postgres

extension PostgresError {
    /// The rule of riad's own that refused; nil where the server itself did, or the way to it.
    package var refusal: Refusal? { state.flatMap { Refusal(state: $0) } }
}

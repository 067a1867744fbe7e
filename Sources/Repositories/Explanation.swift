import Domain
import Postgres

extension PostgresError {
    /// What failed and what to do next, for whoever asked: it names no statement, function, table or constraint, and
    /// quotes no value. Of what isn't known better it has the SQLSTATE, by which the server's log is searched.
    package var explanation: String {
        guard let refusal else { return "\(failure). \(isOutcomeUnknown ? Self.adviceForUnanswered : kind.advice)" }
        guard let message else { return "\(refusal.meaning). \(refusal.advice)" }
        return ServerSentence(message).isUserFacing
            ? "\(message). \(refusal.advice)" : "\(refusal.meaning). \(refusal.advice) The server's log says more."
    }

    private static let adviceForUnanswered = "It may have been done all the same: look before you repeat it."

    private var failure: String {
        switch kind {
        // What these say is about the place and the login that were asked for.
        case .unreachable, .loginRefused, .passwordRequired, .passwordWithheld, .invalidSettings, .wrongLogin,
            .tooManyConnections, .serverNotReady, .responseTooLarge:
            message ?? kind.summary
        case .serverReplaced, .insufficientResources, .connectionLost, .timedOut, .cancelled, .permissionDenied,
            .conflict,
            .duplicate, .readOnly, .notConnected:
            kind.summary
        case .constraintViolated, .invalidValue, .schemaMismatch, .unexpectedResponse, .other:
            state.map { "\(kind.summary) (SQLSTATE \($0))" } ?? kind.summary
        }
    }
}

/// What the server says of a refusal: riad's own sentences, unless they are about the insides of the database.
struct ServerSentence {
    /// Whether none of the words is a name from the database. Roles are called in public as they are stored.
    let isUserFacing: Bool

    init(_ text: String) {
        let words = text.split { !($0.isLetter || $0.isNumber || "_.()".contains($0)) }
        isUserFacing = !words.contains { Self.isName($0) }
    }

    private static let roles = Set(AppRole.all.map { Substring($0.label) })

    /// `snake_case`, `schema.table`, `function()` and `camelCase`.
    private static func isName(_ word: Substring) -> Bool {
        guard word.contains(where: \.isLetter), !roles.contains(word) else { return false }
        let isCamel = word.first?.isLowercase == true && word.contains { $0.isUppercase }
        return isCamel || word.contains("_") || word.contains("()") || word.dropLast().contains(".")
    }
}

import Domain
import Postgres

extension PostgresError {
    /// What failed and what to do next, for the user. Names no statement, function, table or constraint, and quotes no
    /// value; for less specific errors it includes the SQLSTATE, to search the server's log by.
    package var explanation: String {
        guard let refusal else { return "\(failure). \(isOutcomeUnknown ? Self.adviceForUnanswered : kind.advice)" }
        guard let message else { return "\(refusal.meaning). \(refusal.advice)" }
        return ServerSentence(message).isUserFacing
            ? "\(message). \(refusal.advice)" : "\(refusal.meaning). \(refusal.advice) The server's log says more."
    }

    private static let adviceForUnanswered = "It may have been done all the same: look before you repeat it."

    private var failure: String {
        switch kind {
        // These messages concern the connection target and login.
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

/// The server's message for a refusal: shown to users unless it mentions database internals.
struct ServerSentence {
    /// Whether no word is a database identifier. Roles are known to users by their stored names.
    let isUserFacing: Bool

    init(_ text: String) {
        let words = text.split { !($0.isLetter || $0.isNumber || "_.()".contains($0)) }
        isUserFacing = !words.contains { Self.isName($0) }
    }

    private static let roles = Set(AppRole.all.map { Substring($0.label) })

    /// Whether the word looks like `snake_case`, `schema.table`, `function()` or `camelCase`.
    private static func isName(_ word: Substring) -> Bool {
        guard word.contains(where: \.isLetter), !roles.contains(word) else { return false }
        let isCamel = word.first?.isLowercase == true && word.contains { $0.isUppercase }
        return isCamel || word.contains("_") || word.contains("()") || word.dropLast().contains(".")
    }
}

/// A failure of the database or of the connection to it.
///
/// Safe to log: it never quotes a row, a parameter, a DETAIL or a password. Its description is for database
/// administrators: it names statements and constraints, and what the server named.
package struct PostgresError: Error, Equatable, Sendable {
    /// The kind of failure.
    package let kind: Kind
    /// The SQLSTATE; nil if the server sent none.
    package let state: String?
    /// ERROR, FATAL or PANIC.
    package let severity: String
    /// The statement's name; empty if there is none.
    package let statement: String
    /// The server's message; nil if it could quote a value or says less than the kind.
    package let message: String?
    /// The position of the error in the statement, in characters from 1.
    package let position: Int?
    /// The violated constraint.
    package let constraint: String?
    /// Whether the request was sent without a response: a write may have taken effect.
    package private(set) var isOutcomeUnknown = false

    /// A client-side error.
    package init(_ kind: Kind, statement: String = "", message: String? = nil, state: String? = nil) {
        self.kind = kind
        self.state = state
        severity = "ERROR"
        self.statement = statement
        self.message = message.map(Self.printable)
        position = nil
        constraint = nil
    }

    init(_ report: ServerReport, statement: String) {
        kind = report.isLibraryLoadFailure ? .serverReplaced : report.state.map { Kind(state: $0) } ?? .connectionLost
        state = report.state.map(Self.printable)
        severity = Self.printable(report.severity)
        self.statement = statement
        // The loader's message lists symbols, which don't explain the failure.
        let isPlain = Self.isSafeToShow(report.state) && !report.isLibraryLoadFailure
        message = isPlain ? Self.printable(report.message) : nil
        position = report.position
        constraint = report.constraint.map(Self.printable)
        // A message from libpq itself means that the connection broke during the request.
        isOutcomeUnknown = report.state == nil
    }

    /// Returns the same failure for another affected request.
    func forStatement(_ statement: String, wasSent: Bool) -> PostgresError {
        PostgresError(kind, state, severity, statement, message, outcomeUnknown: wasSent)
    }

    /// Returns the same failure with another kind.
    func withKind(_ kind: Kind) -> PostgresError {
        PostgresError(kind, state, severity, statement, message, outcomeUnknown: isOutcomeUnknown)
    }

    private init(
        _ kind: Kind,
        _ state: String?,
        _ severity: String,
        _ statement: String,
        _ message: String?,
        outcomeUnknown: Bool
    ) {
        self.kind = kind
        self.state = state
        self.severity = severity
        self.statement = statement
        self.message = message
        position = nil
        constraint = nil
        self.isOutcomeUnknown = outcomeUnknown
    }

    /// Messages of these classes quote values or come from functions that might: data exceptions, constraints, RAISE
    /// without its own class, WITH CHECK OPTION, external routines.
    private static func isSafeToShow(_ state: String?) -> Bool {
        guard let state else { return true }
        return !["22", "23", "P0", "44", "38", "39", "2F"].contains(state.prefix(2))
    }

    /// The server is untrusted too: replaces control characters by spaces.
    private static func printable(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl = scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
            scalars.append(isControl ? " " : scalar)
        }
        return String(scalars).split(separator: " ").joined(separator: " ")
    }
}

extension PostgresError: CustomStringConvertible {
    /// What failed, and what to do next.
    package var description: String {
        let place = statement.isEmpty ? "" : "\(statement): "
        var reason = message ?? kind.summary
        if let constraint { reason += " (\(constraint))" }
        if let state { reason += " [\(state)]" }
        if let position { reason += " at character \(position)" }
        return "\(place)\(reason). \(kind.advice)"
    }
}

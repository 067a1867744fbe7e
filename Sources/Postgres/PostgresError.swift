/// Something that the database, or the way to it, refused.
///
/// Nothing in it quotes a row, a parameter, a DETAIL or a password: it may be logged. Its description is for those who
/// work on the database: it names statements and constraints, and what the server named.
package struct PostgresError: Error, Equatable, Sendable {
    /// What kind of refusal it is, by what can be done about it.
    package let kind: Kind
    /// The SQLSTATE; nil where the server said nothing.
    package let state: String?
    /// ERROR, FATAL or PANIC.
    package let severity: String
    /// The statement's name; empty where there was none.
    package let statement: String
    /// What the server said; nil where its words could quote a value, or say less than the kind.
    package let message: String?
    /// The character of the statement, from 1, at which the server found fault.
    package let position: Int?
    /// The constraint that refused.
    package let constraint: String?
    /// The request had gone out and its answer never came: a writing one may have been carried out.
    package private(set) var isOutcomeUnknown = false

    /// An error of this side's making.
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
        // The loader speaks of symbols, which tell nobody what happened.
        let isPlain = Self.isSafeToShow(report.state) && !report.isLibraryLoadFailure
        message = isPlain ? Self.printable(report.message) : nil
        position = report.position
        constraint = report.constraint.map(Self.printable)
        // Where libpq itself has something to say the server said nothing: the line was lost under the request.
        isOutcomeUnknown = report.state == nil
    }

    /// The same failure, for another request that it hit.
    func forStatement(_ statement: String, wasSent: Bool) -> PostgresError {
        PostgresError(kind, state, severity, statement, message, outcomeUnknown: wasSent)
    }

    /// The same failure, told apart.
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

    /// Messages of these classes quote values, or are written by functions that might: data exceptions, constraints,
    /// RAISE without a class of its own, WITH CHECK OPTION, external routines.
    private static func isSafeToShow(_ state: String?) -> Bool {
        guard let state else { return true }
        return !["22", "23", "P0", "44", "38", "39", "2F"].contains(state.prefix(2))
    }

    /// The server is a stranger too: what could move a terminal's cursor becomes a space.
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

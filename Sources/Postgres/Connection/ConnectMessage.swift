/// Parses libpq's message about a failed connection. The verbose form contains the SQLSTATE: `connection to server at
/// "db" (10.0.0.7), port 5432 failed: FATAL:  28P01: password authentication failed …`
struct ConnectMessage: Equatable {
    /// The server's SQLSTATE; nil if no server answered.
    let state: String?
    /// The message without its server source location.
    let reason: String

    init(_ message: String) {
        // With several hosts there are several lines: the last one is decisive, as in libpq.
        let lines = message.split(separator: "\n").filter { line in
            !["LOCATION:", "DETAIL:", "HINT:", "\t"].contains { line.hasPrefix($0) }
        }
        let spoken = lines.last { Self.code(in: $0) != nil }
        let words = String(spoken ?? lines.last ?? "")
        state = spoken.flatMap { Self.code(in: $0) }
        reason = state.map { words.replacing("\($0): ", with: "", maxReplacements: 1) } ?? words
    }

    var kind: PostgresError.Kind {
        guard let state else {
            return reason.contains("FATAL:") ? .loginRefused : .unreachable
        }
        return PostgresError.Kind(state: state)
    }

    /// Finds five capitals or digits between the severity and the message.
    private static func code(in line: some StringProtocol) -> String? {
        let parts = line.split(separator: ":", omittingEmptySubsequences: false)
        for part in parts.dropFirst() {
            let word = part.drop { $0 == " " }
            let isCode = word.utf8.count == 5 && word.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) }
            if isCode, part.hasPrefix("  ") { return String(word) }
        }
        return nil
    }
}

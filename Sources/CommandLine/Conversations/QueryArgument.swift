import Console
import Domain
import Text

/// A query as somebody writes it on the command line.
struct QueryArgument {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// The query, or an error that shows the place.
    func query(zones: [Zone], own: [Int16]) throws -> InboxQuery {
        do throws(QueryProblem) {
            return try QueryReading(zones: zones, own: own).query(text, order: .priority)
        } catch {
            let caret = String(repeating: " ", count: error.column - 1) + "^"
            let reason = Language.english.text(QueryPhrase.problem(error.kind))
            StandardError.write("  \(SafeText(UntrustedText(text)).plain)\n  \(caret)\n")
            throw ExitKind.stop(reason, .misused)
        }
    }
}

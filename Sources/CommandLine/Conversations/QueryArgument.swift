import Console
import Domain
import Text

/// A query given on the command line.
struct QueryArgument {
    /// The help text of the query language.
    static let help = """
        state:nouvelle,en_cours (open, finished, all)  priority:>=high  zone:marrakech_* (mine, none)
        assignee:me (nobody, anyone, or colleagues by name)  order:deadline (most urgent first; priority, activity)
        channel:whatsapp,email  late:yes  unread:yes  due:<2h (>30m, none)  phase:pre_checkout  language:fr
        role:technicien waits for it or is with somebody of it  after:2027-01-31 before:7d (today, yesterday)
        guest:mira by name, telephone in any spelling, e-mail or booking number  property:majorelle
        tag:wifi has the tag; tag:a,b either, tag:a tag:b both, -tag:a not
        stay:arriving begins today; upcoming, staying, departing, past, cancelled, none
        wa:<2h less than that left of WhatsApp's 24 hours; wa:>30m, wa:open, wa:closed
        word, "words in this order", begin*, -without: in the guest's or the property's name, as a tag, or in a message;
        all must be there, case and accents don't matter
        A minus before zone:, priority:, stay:, channel:, phase:, language:, role:, guest: and property: means all others.
        """

    private let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Parses the query; throws an error that marks the position.
    func query(zones: [Zone], own: [Int16]) throws -> InboxQuery {
        do throws(QueryError) {
            return try QueryParser(zones: zones, own: own).parse(text, order: .deadline)
        } catch {
            let caret = String(repeating: " ", count: error.column - 1) + "^"
            let reason = Language.english.text(QueryPhrase.problem(error.kind))
            StandardError.print("  \(SafeText(UntrustedText(text)))\n  \(SafeText(trusted: caret))")
            throw ExitKind.stop(.line(reason), .usageError)
        }
    }
}

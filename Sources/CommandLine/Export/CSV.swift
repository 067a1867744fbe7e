import Text

/// CSV lines as in RFC 4180, safe to open in a spreadsheet and to print on a terminal.
enum CSV {
    /// A terminated line. Prefixes a field that a spreadsheet would take for a formula with an apostrophe, which makes
    /// it text.
    static func line(_ fields: [String?]) -> TerminalText {
        TerminalText(encoded: fields.map { field($0 ?? "") }.joined(separator: ",") + "\r\n")
    }

    private static func field(_ text: String) -> String {
        let plain = SafeText(trusted: text).plain
        let safe = plain.first.map { "=+-@".contains($0) } == true ? "'" + plain : plain
        guard safe.contains(where: { ",\"".contains($0) }) || safe != safe.trimmedOfBlanks else { return safe }
        return "\"" + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

extension String {
    /// The text without leading and trailing blanks, which some programs drop outside quotes.
    var trimmedOfBlanks: Substring {
        var rest = self[...]
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return rest
    }
}

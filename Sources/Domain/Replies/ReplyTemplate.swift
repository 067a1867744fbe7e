/// A text with placeholders, `{guest.first_name}`, optionally with a fallback, `{guest.first_name | there}`. Whatever stands in
/// braces on one line is a placeholder, known or not: case and blanks don't matter, and nothing in braces goes to a guest.
package struct ReplyTemplate: Sendable, Hashable {
    /// A part of the text.
    package enum Part: Sendable, Hashable {
        /// Literal text.
        case words(String)
        /// A placeholder: the name between the braces in small letters, its fallback (nil for none), and its source text.
        case place(name: String, fallback: String?, written: String)
    }

    /// The parts, in order.
    package let parts: [Part]

    /// Parses a text. Braces with nothing in them, or without a partner on their line, are literal.
    package init(_ text: String) {
        var parts: [Part] = []
        var words = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            words += rest[..<open]
            if let place = Self.placeholder(at: rest[open...]) {
                if !words.isEmpty { parts.append(.words(words)) }
                words = ""
                parts.append(.place(name: place.name, fallback: place.fallback, written: String(place.written)))
                rest = rest[place.written.endIndex...]
            } else {
                words.append("{")
                rest = rest[rest.index(after: open)...]
            }
        }
        words += rest
        if !words.isEmpty { parts.append(.words(words)) }
        self.parts = parts
    }

    private typealias Place = (name: String, fallback: String?, written: Substring)

    /// The placeholder at the start of a text that begins with a brace; nil if there is none.
    private static func placeholder(at text: Substring) -> Place? {
        let after = text.index(after: text.startIndex)
        guard let close = text[after...].firstIndex(where: { $0 == "}" || $0 == "{" || $0.isNewline }),
            text[close] == "}"
        else { return nil }
        let pieces = text[after..<close].split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = pieces.first.map(trimmed), pieces.count > 1 || !name.isEmpty else { return nil }
        return (name.lowercased(), pieces.count > 1 ? trimmed(pieces[1]) : nil, text[...close])
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Substitutes values for placeholders. Values aren't parsed again, and their braces become parentheses, so that a
    /// guest called `{agent.name}` can't inject a placeholder. A placeholder without value or fallback stays as
    /// written.
    package func filled(_ values: [ReplyVariable: String]) -> String {
        parts.map { part in
            switch part {
            case .words(let words): words
            case .place(let name, let fallback, let written):
                value(of: name, in: values) ?? fallback ?? written
            }
        }.joined()
    }

    private func value(of name: String, in values: [ReplyVariable: String]) -> String? {
        guard let value = ReplyVariable(rawValue: name).flatMap({ values[$0] }), !value.isEmpty else { return nil }
        return String(value.map { $0 == "{" ? "(" : $0 == "}" ? ")" : $0 })
    }

    /// The placeholders as written, in order.
    package var places: [String] {
        parts.compactMap { part in
            switch part {
            case .words: nil
            case .place(_, _, let written): written
            }
        }
    }

    /// The placeholder names that no variable has, in order.
    package var unknownNames: [String] {
        parts.compactMap { part in
            switch part {
            case .words: nil
            case .place(let name, _, _): ReplyVariable(rawValue: name) == nil ? name : nil
            }
        }
    }
}

/// A text with placeholders, `{guest.first_name}`, optionally with a fallback, `{guest.first_name|there}`.
package struct ReplyTemplate: Sendable, Hashable {
    /// A part of the text.
    package enum Part: Sendable, Hashable {
        /// Literal text.
        case words(String)
        /// A placeholder: the name between the braces, its fallback (nil for none), and its source text.
        case place(name: String, fallback: String?, written: String)
    }

    /// The parts, in order.
    package let parts: [Part]

    /// Parses a text. Braces that aren't a placeholder (`{`, `{a b}`, `{price}`) are literal.
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
        guard let close = text.firstIndex(of: "}") else { return nil }
        let inside = text[text.index(after: text.startIndex)..<close]
        guard !inside.contains(where: { $0 == "{" || $0.isNewline }) else { return nil }
        let pieces = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = pieces.first, isName(name) else { return nil }
        return (String(name), pieces.count > 1 ? String(pieces[1]) : nil, text[...close])
    }

    /// Whether the text is two or more lower-case words joined by dots.
    private static func isName(_ text: Substring) -> Bool {
        let words = text.split(separator: ".", omittingEmptySubsequences: false)
        return words.count > 1
            && words.allSatisfy { word in
                !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
            }
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

/// A text with variables in it: `{guest.first_name}`, or with words for where it isn't known, `{guest.first_name|there}`.
package struct ReplyTemplate: Sendable, Hashable {
    /// A piece of the text.
    package enum Part: Sendable, Hashable {
        /// Words as they stand.
        case words(String)
        /// A place to fill: the name between the braces, what stands there otherwise (nil for nothing), and all of it as
        /// it was written.
        case place(name: String, fallback: String?, written: String)
    }

    /// The pieces, in order.
    package let parts: [Part]

    /// Reads a text once. What isn't a place (`{`, `{a b}`, `{price}`) is words.
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

    /// The place that a text beginning with a brace begins with.
    private static func placeholder(at text: Substring) -> Place? {
        guard let close = text.firstIndex(of: "}") else { return nil }
        let inside = text[text.index(after: text.startIndex)..<close]
        guard !inside.contains(where: { $0 == "{" || $0.isNewline }) else { return nil }
        let pieces = inside.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = pieces.first, isName(name) else { return nil }
        return (String(name), pieces.count > 1 ? String(pieces[1]) : nil, text[...close])
    }

    /// Two or more words of small letters with dots between them.
    private static func isName(_ text: Substring) -> Bool {
        let words = text.split(separator: ".", omittingEmptySubsequences: false)
        return words.count > 1
            && words.allSatisfy { word in
                !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
            }
    }

    /// The text with its places filled. What is filled in is never read again: a guest called `{agent.name}` stays a name,
    /// and with other braces, so that nobody takes it for a place. A place that isn't known and has no fallback stays.
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

    /// The places of the text as they were written, in order.
    package var places: [String] {
        parts.compactMap { part in
            switch part {
            case .words: nil
            case .place(_, _, let written): written
            }
        }
    }

    /// The names between braces that no variable has, in order.
    package var unknownNames: [String] {
        parts.compactMap { part in
            switch part {
            case .words: nil
            case .place(let name, _, _): ReplyVariable(rawValue: name) == nil ? name : nil
            }
        }
    }
}

/// The earlier mail that an answer quotes: where it begins in the answer's lines.
package enum QuotedHistory {
    /// Returns the number of the first quoted line, counted from 0; nil if nothing is quoted, or nothing but a quotation
    /// was written. Everything from there to the end is quoted.
    package static func beginning(in lines: [String]) -> Int? {
        let trimmed = lines.map { $0.trimmingBlanks }
        // A quotation by marks goes on to the end, but for blank lines.
        let end = (trimmed.lastIndex { !$0.isEmpty && !$0.hasPrefix(">") } ?? -1) + 1
        let marked = trimmed[end...].firstIndex { $0.hasPrefix(">") } ?? trimmed.count
        // No mail has so long an answer above what it quotes.
        let introduced = trimmed.indices.prefix(2_000).first { isIntroduced(at: $0, in: trimmed) } ?? trimmed.count
        let first = min(marked, introduced)
        guard first < trimmed.count else { return nil }
        var start = first
        while start > 0, trimmed[start - 1].isEmpty { start -= 1 }
        return trimmed[..<start].contains { !$0.isEmpty } ? start : nil
    }

    private static func isIntroduced(at index: Int, in lines: [String]) -> Bool {
        isSeparator(lines[index]) || isIntroduction(at: index, in: lines) || isHeader(at: index, in: lines)
    }

    /// `-----Original Message-----` in the languages of mail programs, and the rule of Outlook.
    private static func isSeparator(_ line: String) -> Bool {
        guard line.hasPrefix("--") || line.hasPrefix("__") else { return false }
        let word = line.filter { $0 != "-" && $0 != "_" }.trimmingBlanks.lowercased()
        return originals.contains(word) || word.isEmpty && line.count >= 20
    }

    /// `On …, Sofia wrote:`, on up to three lines and followed by a quotation or by anything.
    private static func isIntroduction(at index: Int, in lines: [String]) -> Bool {
        let opening = lines[index].lowercased()
        guard introductions.contains(where: { opening.hasPrefix($0.opening) }) else { return false }
        let whole = lines[index...].prefix(3)
        guard let end = whole.firstIndex(where: { $0.hasSuffix(":") || $0.hasSuffix(":*") }) else { return false }
        let text = lines[index...end].joined(separator: " ").lowercased()
        return introductions.contains { text.hasPrefix($0.opening) && text.contains($0.verb) }
            && text.contains { $0.isNumber }
    }

    /// `From: … Sent: … To: …`: two known headers one below the other.
    private static func isHeader(at index: Int, in lines: [String]) -> Bool {
        let next = lines[index...].dropFirst().prefix(3)
        return startsWithHeader(lines[index], among: froms) && next.contains { startsWithHeader($0, among: others) }
    }

    private static func startsWithHeader(_ line: String, among names: [String]) -> Bool {
        let line = line.drop { $0 == "*" }.lowercased()
        return names.contains { name in
            line.hasPrefix(name) && line.dropFirst(name.count).drop { "* \u{a0}".contains($0) }.hasPrefix(":")
        }
    }

    private static let originals: Set = [
        "original message", "message d'origine", "message d’origine", "message original", "mensaje original",
        "ursprüngliche nachricht", "original-nachricht", "messaggio originale", "mensagem original",
        "oorspronkelijk bericht", "oryginalna wiadomość", "forwarded message", "message transféré", "الرسالة الأصلية",
    ]

    private static let introductions: [(opening: String, verb: String)] = [
        ("on ", "wrote"), ("le ", "a écrit"), ("le ", "écrit"), ("am ", "schrieb"), ("el ", "escribió"),
        ("il ", "ha scritto"), ("em ", "escreveu"), ("op ", "schreef"), ("w dniu ", "napisał"), ("den ", "skrev"),
        ("في ", "كتب"), ("بتاريخ ", "كتب"),
    ]

    private static let froms = ["from", "de", "von", "da", "van", "från", "od", "من"]

    private static let others = [
        "sent", "date", "to", "subject", "envoyé", "à", "objet", "gesendet", "an", "betreff", "enviado", "fecha",
        "para",
        "asunto", "inviato", "a", "oggetto", "verzonden", "aan", "onderwerp", "datum", "تاريخ الإرسال", "إلى",
        "الموضوع",
    ]
}

extension String {
    /// The text without blanks at its ends.
    fileprivate var trimmingBlanks: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}

import Domain
import Screen
import Text

/// Lays out what a message says and brings, below its head.
struct ContentLines {
    let entry: ThreadEntry
    /// A line of the message without text.
    let base: ThreadLine
    let layout: ThreadLayout

    private var message: Message { entry.message }
    private func say(_ phrase: ContentPhrase) -> SafeText { layout.language.safe(phrase) }

    /// Adds the lines: subject, what came, text, files, signature, and what was.
    func append(showingSubject: Bool, to lines: inout [ThreadLine]) {
        if showingSubject { lines.append(labelled(say(.subject), entry.subject)) }
        if !message.copies.isEmpty { lines.append(labelled(say(.copies), copies)) }
        appendSummary(to: &lines)
        appendBody(to: &lines)
        for (name, file) in zip(entry.attachments, message.attachments) {
            let facts = file.facts(in: layout.language)
            let text = facts.isEmpty ? name : name + "  " + facts
            lines.append(labelled(layout.language.safe(ThreadPhrase.attachment), text))
        }
        if let signature = entry.signature { append(signature, to: &lines) }
        guard layout.showsFolded else { return }
        for version in entry.earlierVersions {
            lines.append(labelled(say(.was), .empty))
            append(version, to: &lines)
        }
    }

    private var copies: SafeText {
        SafeText(UntrustedText(message.copies.map(\.original).joined(separator: ", ")))
    }

    private func appendSummary(to lines: inout [ThreadLine]) {
        let details = message.details
        var summary = details.summary(in: layout.language)
        if details.kind == .reaction, let target = details.target {
            summary = summary + " " + say(.to) + " “" + SafeText(target).truncated(to: 40) + "”"
        }
        if !summary.isEmpty { append(wrapped: summary, .threadAttachment, to: &lines) }
        let address = details.name == nil ? nil : details.address
        let more =
            [address, details.phone, details.email, details.title, details.url]
            + details.options.map { UntrustedText("· " + $0.original) }
        for text in more.compactMap({ $0 }) { append(wrapped: SafeText(text), .textDim, to: &lines) }
        let isSilent = message.content.isEmpty && summary.isEmpty && entry.attachments.isEmpty && !entry.isPending
        if isSilent { append(wrapped: say(.nothing), .textDim, to: &lines) }
    }

    private func appendBody(to lines: inout [ThreadLine]) {
        guard !message.content.isEmpty else { return }
        let shown = layout.showsFolded ? entry.rows.count : entry.rowsBeforeQuotation
        for (index, row) in entry.rows.prefix(shown).enumerated() {
            var line = base
            line.glyphs = entry.body[row]
            if index >= entry.rowsBeforeQuotation { line.ink = .textDim }
            lines.append(line)
        }
        guard shown < entry.rows.count else { return }
        let phrase = ContentPhrase.quotedLines(entry.rows.count - shown, key: layout.unfoldKey)
        append(wrapped: say(phrase), .textDim, to: &lines)
    }

    private func append(_ text: SafeLines, to lines: inout [ThreadLine]) {
        for row in text.rows(width: layout.bodyWidth) {
            var line = base
            line.glyphs = text[row]
            line.ink = .textDim
            lines.append(line)
        }
    }

    private func append(wrapped text: SafeText, _ ink: StyleRole, to lines: inout [ThreadLine]) {
        for row in text.rows(width: layout.bodyWidth) {
            var line = base
            line.glyphs = text.glyphs[row]
            line.ink = ink
            lines.append(line)
        }
    }

    private func labelled(_ label: SafeText, _ text: SafeText) -> ThreadLine {
        var line = base
        line.glyphs = label.glyphs[...]
        line.ink = .textDim
        line.second = text
        line.secondInk = .threadAttachment
        return line
    }
}

extension SafeText {
    /// A subject without the marks that answering adds, for comparing.
    var withoutReplyMarks: String {
        var rest = plain.lowercased()[...]
        while let colon = rest.firstIndex(of: ":"), Self.isReplyMark(rest[..<colon]) {
            rest = rest[rest.index(after: colon)...]
        }
        return rest.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// `Re`, `AW`, `Re [2]` and their like.
    private static func isReplyMark(_ text: Substring) -> Bool {
        replyMarks.contains(text.filter { !"[] 0123456789".contains($0) })
    }

    private static let replyMarks: Set = [
        "re", "aw", "wg", "sv", "antw", "tr", "rif", "odp", "fwd", "fw", "rv", "enc", "réf", "ref", "res", "رد",
    ]
}

import Console
import Domain

/// A draft or message in its file format: lines of `name: value`, an empty line, the text.
struct JournalRecord: Equatable {
    private var fields: [String: String]
    private var text: String

    /// The file's contents.
    var encoded: String {
        fields.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined() + "\n" + text
    }

    /// Parses a file's contents; nil if they are malformed.
    init?(encoded: String) {
        guard let gap = encoded.range(of: "\n\n") else { return nil }
        fields = [:]
        for line in encoded[..<gap.lowerBound].split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            fields[String(line[..<colon])] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        text = String(encoded[gap.upperBound...])
    }

    /// Creates the record of a draft.
    init(_ draft: Draft) {
        fields = ["conversation": draft.conversation.description, "kind": draft.kind.rawValue]
        text = draft.text
    }

    /// Creates the record of a queued message.
    init(_ message: OutgoingMessage) {
        fields = [
            "conversation": message.conversation.description,
            "id": message.id.description,
            "internal": String(message.isInternal),
            "waits": String(message.waitsForGuest),
        ]
        fields["expected"] = message.expectedSequence.map { String($0) }
        fields["withdraws"] = message.withdraws?.description
        fields["resends"] = message.resends?.description
        fields["template"] = message.template?.id.description
        for (index, value) in (message.template?.values ?? []).enumerated() { fields["value\(index + 1)"] = value }
        text = message.body
    }

    /// The draft; nil if the record isn't one.
    var draft: Draft? {
        guard let conversation = fields["conversation"].flatMap({ Identifier<Conversation>($0) }),
            let kind = fields["kind"].flatMap({ ComposerKind(rawValue: $0) })
        else { return nil }
        return Draft(conversation: conversation, kind: kind, text: text)
    }

    /// The message; nil if the record isn't one.
    var message: OutgoingMessage? {
        guard let conversation = fields["conversation"].flatMap({ Identifier<Conversation>($0) }),
            let id = fields["id"].flatMap({ Identifier<Message>($0) })
        else { return nil }
        return OutgoingMessage(
            id: id,
            conversation: conversation,
            body: text,
            isInternal: fields["internal"] == "true",
            expectedSequence: fields["expected"].flatMap { Int64($0) },
            waitsForGuest: fields["waits"] == "true",
            withdraws: fields["withdraws"].flatMap { Identifier<Message>($0) },
            resends: fields["resends"].flatMap { Identifier<Message>($0) },
            template: template
        )
    }
}

extension JournalRecord {
    /// The message's template; nil if it is free text.
    private var template: FilledTemplate? {
        guard let id = fields["template"].flatMap({ Identifier<MessageTemplate>($0) }) else { return nil }
        return FilledTemplate(
            id: id,
            values: (1...).lazy.map { fields["value\($0)"] }.prefix { $0 != nil }.compactMap { $0 }
        )
    }
}

extension String {
    /// The range of the first occurrence of a text; nil if there is none.
    fileprivate func range(of other: String) -> Range<Index>? {
        let wanted = Array(other.utf8)
        var start = utf8.startIndex
        while let end = utf8.index(start, offsetBy: wanted.count, limitedBy: utf8.endIndex) {
            if utf8[start..<end].elementsEqual(wanted) { return start..<end }
            start = utf8.index(after: start)
        }
        return nil
    }
}

/// A text that a channel lets the house send to a guest who hasn't written for a day, with variables `{{1}}`, `{{2}}` ….
package struct MessageTemplate: Sendable, Hashable {
    /// The template's id.
    package var id: Identifier<MessageTemplate>
    /// The channel's name of it.
    package var name: UntrustedText
    /// The language as the channel writes it, such as `en` or `pt_BR`.
    package var language: String
    /// The text, with its variables.
    package var body: UntrustedText
    /// The channel's category; nil if unknown.
    package var category: UntrustedText?
    /// How many variables it has.
    package var variableCount: Int

    /// Creates a template from its columns.
    package init(
        id: Identifier<MessageTemplate>,
        name: UntrustedText,
        language: String,
        body: UntrustedText,
        category: UntrustedText?,
        variableCount: Int
    ) {
        self.id = id
        self.name = name
        self.language = language
        self.body = body
        self.category = category
        self.variableCount = variableCount
    }

    /// Returns the text with its variables filled in; those without a value stay as they are written. A value that looks
    /// like a variable is none.
    package func text(filledWith values: [String]) -> String {
        var filled = ""
        var rest = Substring(body.original)
        while let gap = rest.firstRange(of: "{{") {
            filled += rest[..<gap.lowerBound]
            let after = rest[gap.upperBound...]
            let digits = after.prefix { $0.isASCII && $0.isNumber }
            let isVariable = after.dropFirst(digits.count).hasPrefix("}}")
            if isVariable, let number = Int(digits), values.indices.contains(number - 1), !values[number - 1].isEmpty {
                filled += values[number - 1]
                rest = after.dropFirst(digits.count + 2)
            } else {
                filled += "{{"
                rest = after
            }
        }
        return filled + rest
    }

    /// Whether the channel takes this value: up to 1,024 characters on one line, not blank, without four spaces in a row.
    package static func accepts(_ value: String) -> Bool {
        value.contains { !$0.isWhitespace } && value.unicodeScalars.count <= 1024 && !value.contains(where: \.isNewline)
            && !value.contains("\t") && !value.contains("    ")
    }
}

/// A template as the desk keeps it, of an account.
package struct AccountTemplate: Sendable, Hashable {
    /// The house's account.
    package var account: UntrustedText
    /// The template.
    package var template: MessageTemplate
    /// Whether it is offered: the channel has approved it.
    package var isActive: Bool

    /// Creates a template from its columns.
    package init(account: UntrustedText, template: MessageTemplate, isActive: Bool) {
        self.account = account
        self.template = template
        self.isActive = isActive
    }
}

/// A template with the values of its variables.
package struct FilledTemplate: Sendable, Hashable {
    /// The template.
    package var id: Identifier<MessageTemplate>
    /// What fills {{1}}, {{2}} …, each on one line.
    package var values: [String]

    /// Creates a filled template.
    package init(id: Identifier<MessageTemplate>, values: [String]) {
        self.id = id
        self.values = values
    }
}

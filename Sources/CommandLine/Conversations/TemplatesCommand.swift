import ArgumentParser
import Domain
import FoundationEssentials
import Postgres
import Repositories
import Text

/// `riad templates`: what channels have approved for guests who haven't written for a day.
struct TemplatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates",
        abstract: "List, import and remove message templates; they also pass after WhatsApp's 24 hours.",
        subcommands: [List.self, Import.self, Remove.self]
    )

    /// `riad templates list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List templates by account, name and language.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        @Option(help: "Only those of this account.")
        var account: String?

        func run() throws {
            try connection.withSession { connection, user in
                let templates = try connection.run(try Templates.all(account: account, for: user))
                try format.print(templates, line: { .lines(line($0)) }, json: TemplateOutput.init)
            }
        }

        private func line(_ template: AccountTemplate) -> String {
            [
                SafeText(template.account).fitted(to: 20).plain,
                SafeText(template.template.name).fitted(to: 24).plain,
                SafeText(UntrustedText(template.template.language)).fitted(to: 5).plain,
                template.isActive ? "active" : "off   ",
                SafeText(template.template.body).truncated(to: 60).plain,
            ].joined(separator: "  ")
        }
    }

    /// `riad templates import`
    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Save templates from JSON, replacing those of the same name and language; for supervisors.",
            discussion: """
                The file holds a list: [{"name": "arrival", "language": "fr", "body": "Bonjour {{1}}", "category":
                "UTILITY", "status": "APPROVED"}]. One whose status isn't APPROVED is kept and not offered.
                """
        )

        @OptionGroup var connection: ConnectionOptions

        @Option(help: "The account that they belong to.")
        var account: String

        @Argument(help: "The file to read; - for standard input.")
        var file = "-"

        func run() throws {
            let templates: [TemplateInput]
            do {
                templates = try JSONDecoder().decode(
                    [TemplateInput].self,
                    from: Data(TextSource(path: file).text().utf8)
                )
            } catch let error as Swift.DecodingError {
                throw ExitKind.stop(TemplateInput.problem(error), .failed)
            }
            try connection.withSession { connection, user in
                for template in templates {
                    try connection.run(
                        try Templates.save(
                            account: account,
                            name: template.name,
                            language: template.language,
                            body: template.body,
                            category: template.category,
                            isActive: template.status.map { $0.uppercased() == "APPROVED" } ?? true,
                            by: user
                        )
                    )
                }
                StandardOutput.print("\(templates.count) saved")
            }
        }
    }

    /// `riad templates remove`
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Delete a template; for supervisors.")

        @OptionGroup var connection: ConnectionOptions

        @Option(help: "The account that it belongs to.")
        var account: String

        @Argument(help: "Its name.")
        var name: String

        @Option(help: "Only in this language.")
        var language: String?

        func run() throws {
            try connection.withSession { connection, user in
                let removed = try connection.run(
                    try Templates.remove(account: account, name: name, language: language, by: user)
                )
                StandardOutput.print("\(removed) removed")
            }
        }
    }
}

/// A template of an import.
private struct TemplateInput: Decodable {
    let name, language, body: String
    let category, status: String?

    /// What is wrong with a file, without its text.
    static func problem(_ error: Swift.DecodingError) -> TerminalText {
        let path: [any CodingKey]
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            path = context.codingPath
        case .keyNotFound(let key, let context): path = context.codingPath + [key]
        @unknown default: path = []
        }
        let place = path.map { $0.intValue.map { "template \($0 + 1)" } ?? $0.stringValue }.joined(separator: ", ")
        return .line(place.isEmpty ? "the file isn't a JSON list of templates" : "the file has no valid \(place)")
    }
}

/// A template as JSON.
struct TemplateOutput: Encodable {
    let id, account, name, language, body: String
    let category: String?
    let variables: Int
    let isActive: Bool

    init(_ template: AccountTemplate) {
        id = template.template.id.description
        account = template.account.original
        name = template.template.name.original
        language = template.template.language
        body = template.template.body.original
        category = template.template.category?.original
        variables = template.template.variableCount
        isActive = template.isActive
    }
}

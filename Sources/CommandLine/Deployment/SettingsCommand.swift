import ArgumentParser
import Console
import Domain
import Postgres
import Repositories
import Text

/// `riad settings`: what the house decides once.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings",
        abstract: "Show and change the house's settings; for administrators.",
        subcommands: [List.self, Get.self, Set.self, Reset.self]
    )

    /// `riad settings list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the settings: name, value, default, range, who changed it last, and what it means."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions

        func run() throws {
            try connection.withSession { connection, user in
                let settings = try connection.run(try HouseSettings.all(for: user))
                try format.print(settings, line: SettingOutput.line, json: SettingOutput.init)
            }
        }
    }

    /// `riad settings get`
    struct Get: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print a setting's value.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var format: OutputOptions
        @OptionGroup var setting: SettingArgument

        func run() throws {
            try connection.withSession { connection, user in
                let found = try setting.find(on: connection, for: user)
                switch format.output {
                case .text: StandardOutput.print(.line(found.value))
                case .json: StandardOutput.print(try JSONOutput.text(SettingOutput(found)))
                }
            }
        }
    }

    /// `riad settings set`
    struct Set: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change a setting.",
            discussion: "A value is true or false, a number, a name, or networks separated by commas."
        )

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var setting: SettingArgument

        @Argument(help: "The new value.")
        var value: String

        func run() throws {
            try connection.withSession { connection, user in
                let found = try setting.find(on: connection, for: user)
                try Self.check(value, for: found)
                do {
                    try connection.run(try HouseSettings.change(found.key, to: value, by: user))
                } catch let error as PostgresError where error.refusal == .invalidInput {
                    let rule = Language.english.text(SettingPhrase.help(found))
                    throw ExitKind.stop(.line("\(found.key) can't have this value. \(rule)"), .usageError)
                }
                StandardOutput.print("set")
            }
        }

        /// Says what the value can be; the database checks the rest.
        private static func check(_ value: String, for setting: HouseSetting) throws {
            switch setting.kind {
            case .boolean where !["true", "false"].contains(value):
                throw ExitKind.stop(.line("\(setting.key) is true or false"), .usageError)
            case .integer(let range) where Int(value).map(range.contains) != true:
                let bounds = "\(range.lowerBound) to \(range.upperBound)"
                throw ExitKind.stop(.line("\(setting.key) is a number from \(bounds)"), .usageError)
            case .boolean, .integer, .country, .timeZone, .networks, .other: break
            }
        }
    }

    /// `riad settings reset`
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Restore a setting's default.")

        @OptionGroup var connection: ConnectionOptions
        @OptionGroup var setting: SettingArgument

        func run() throws {
            try connection.withSession { connection, user in
                let found = try setting.find(on: connection, for: user)
                try connection.run(try HouseSettings.change(found.key, to: nil, by: user))
                StandardOutput.print("reset")
            }
        }
    }
}

/// The argument that names a setting.
struct SettingArgument: ParsableArguments {
    @Argument(help: "The setting's name, as riad settings list prints it.")
    var name: String

    /// The setting of this name; stops the command, naming all settings, if there is none.
    func find(on connection: Connection, for user: CurrentUser) throws -> HouseSetting {
        let settings = try connection.run(try HouseSettings.all(for: user))
        guard let found = settings.first(where: { $0.key == name }) else {
            let known = settings.map(\.key).joined(separator: ", ")
            throw ExitKind.stop(.line("there is no such setting; there are \(known)"), .usageError)
        }
        return found
    }
}

/// A setting as JSON.
private struct SettingOutput: Encodable {
    let key, category, value, defaultValue, meaning: String
    let minimum, maximum: Int?
    let changedAt, changedBy: String?

    init(_ setting: HouseSetting) {
        key = setting.key
        category = setting.category
        value = setting.value
        defaultValue = setting.defaultValue
        meaning = Language.english.text(SettingPhrase.meaning(setting.key))
        if case .integer(let range) = setting.kind {
            (minimum, maximum) = (range.lowerBound, range.upperBound)
        } else {
            (minimum, maximum) = (nil, nil)
        }
        changedAt = setting.changedAt?.rfc3339
        changedBy = setting.changedBy?.original
    }

    static func line(_ setting: HouseSetting) -> TerminalText {
        let name = setting.key + String(repeating: " ", count: max(0, 26 - setting.key.count))
        var notes: [String] = []
        if !setting.isDefault {
            notes.append("default \(setting.defaultValue.isEmpty ? "none" : setting.defaultValue)")
        }
        if case .integer(let range) = setting.kind { notes.append("\(range.lowerBound) to \(range.upperBound)") }
        if let changedAt = setting.changedAt {
            let who = setting.changedBy.map { SafeText($0).plain } ?? "–"
            notes.append("changed \(changedAt.rfc3339) by \(who)")
        }
        let note = notes.isEmpty ? "" : "  (\(notes.joined(separator: "; ")))"
        let value = setting.value.isEmpty ? "none" : setting.value
        return .line("\(name)  \(value)\(note)  \(Language.english.text(SettingPhrase.meaning(setting.key)))")
    }
}

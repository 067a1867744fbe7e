import ArgumentParser

/// `riad`: the console.
struct ConsoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "console",
        abstract: "Open the console (the default)."
    )

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var look: AppearanceOptions

    func run() throws {
        try ConsoleLauncher(settings: connection.settings, look: look).run()
    }
}

/// The options for the console's appearance.
struct AppearanceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The theme, by name.", valueName: "name"))
    var theme: String?

    @Option(help: ArgumentHelp("The language: en or fr.", valueName: "code"))
    var language: String?
}

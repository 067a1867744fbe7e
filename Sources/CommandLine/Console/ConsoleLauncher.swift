import ArgumentParser
import Configuration
import Console
import Ncurses
import Postgres
import Repositories
import Runtime
import Screen
import Text

/// Opens the console with settings, theme and terminal, and reports why it can't be opened.
struct ConsoleLauncher {
    let settings: ConnectionSettings
    let look: AppearanceOptions

    /// Runs the console until it is closed. Throws the exit code if it could not run.
    func run() throws {
        let environment = Environment.variables()
        let places = UserDirectories(environment: environment, executable: UserDirectories.executable())
        let reading = places.map { SettingsFile(folder: $0.configuration) }
        let chosen = reading?.settings ?? Settings()
        let library = ThemeLibrary(folders: places?.themeFolders ?? [])
        let (theme, problems) = theme(from: library, chosen, environment)
        let keys = KeymapLoader(places.map { KeyBindings(folder: $0.configuration) } ?? KeyBindings("", file: ""))
        let complaint = ((reading?.problems ?? []) + problems + keys.problems).first
        var options = ConsoleRuntime.Options(
            settings: try ConnectionPassword(settings: settings).settingsPromptingIfNeeded(),
            terminal: Terminal.Options(
                theme: theme,
                suiting: isAsked(chosen)
                    ? nil : { library.readOrDefault(ThemeLibrary.name(asked: nil, isDark: $0)).theme },
                environment: environment,
                mouse: chosen.mouse,
                title: chosen.title
            ),
            language: language(chosen, environment),
            keymap: keys.keymap,
            places: places,
            environment: environment,
            opener: chosen.opener,
            greeting: complaint.map { SafeText(trusted: $0.description) }
        )
        var ending = try open(options)
        if case .loginRefused(let error) = ending, error.kind == .passwordRequired, HiddenPrompt.canBeAsked {
            options.settings = options.settings.with(password: try ConnectionPassword(settings: settings).prompt())
            ending = try open(options)
        }
        try finish(ending)
    }

    private func open(_ options: ConsoleRuntime.Options) throws -> ConsoleRuntime.ExitReason {
        do {
            return try ConsoleRuntime(options).run()
        } catch let error as TerminalError {
            throw ExitKind.stop(.line(error.description), .noTerminal)
        }
    }

    private func finish(_ ending: ConsoleRuntime.ExitReason) throws {
        switch ending {
        case .userQuit: break
        case .terminated: throw ExitCode(ExitKind.failed.rawValue)
        case .loginRefused(let error): throw ExitKind.stop(.lines(error.explanation), ExitKind(error))
        }
    }

    /// The requested theme, or the default for the terminal; on an error in the theme, the default and the errors.
    private func theme(
        from library: ThemeLibrary,
        _ chosen: Settings,
        _ environment: [String: String]
    ) -> (Theme, [ConfigurationError]) {
        let asked = look.theme ?? chosen.theme
        return library.readOrDefault(ThemeLibrary.name(asked: asked, isDark: Background.isDark(environment)))
    }

    private func isAsked(_ chosen: Settings) -> Bool { look.theme ?? chosen.theme != nil }

    private func language(_ chosen: Settings, _ environment: [String: String]) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return Language(locale: look.language ?? chosen.language ?? locale ?? "")
    }
}

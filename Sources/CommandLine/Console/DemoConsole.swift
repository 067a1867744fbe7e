import Postgres

/// The console that the demo opens on its own server.
enum DemoConsole {
    /// Opens the console on a connection URI and returns when it has been left.
    static func open(uri: String) throws {
        try ConsoleLauncher(settings: ConnectionSettings(uri), look: AppearanceOptions.parse([])).run()
    }
}

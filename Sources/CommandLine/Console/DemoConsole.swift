import Postgres

/// Opens the console on the demo's server.
enum DemoConsole {
    /// Opens the console on a connection URI; returns when it is closed.
    static func open(uri: String) throws {
        try ConsoleLauncher(settings: ConnectionSettings(uri), look: AppearanceOptions.parse([])).run()
    }
}

import ArgumentParser
import Domain
import Postgres
import Text

/// The password that a server asks for and nobody gave, asked for on the terminal. It stays in this program's memory.
struct ConnectionPassword {
    /// The settings that lack it.
    let settings: ConnectionSettings

    /// The password as it was typed. Throws where nothing was.
    func prompt() throws -> String {
        let login = SafeText(UntrustedText(try settings.connectionTarget().login))
        let question = HiddenPrompt(text: login.isEmpty ? "Password: " : "Password for \(login): ")
        guard let typed = try question.readLine(), !typed.isEmpty else {
            throw ExitKind.stop("no password was given", .noConnection)
        }
        return typed
    }

    /// The settings with the password, where the server elsewhere asks for one that nobody has written down. Whether it
    /// does is found out by connecting: what else goes wrong will be said by whoever connects next.
    func settingsPromptingIfNeeded() throws -> ConnectionSettings {
        guard HiddenPrompt.canBeAsked, let place = try? settings.connectionTarget(), place.isRemote,
            !place.mayHavePassword
        else { return settings }
        let trial = Connection(settings)
        defer { trial.close() }
        do throws(PostgresError) {
            try trial.connect()
            return settings
        } catch {
            return error.kind == .passwordRequired ? settings.with(password: try prompt()) : settings
        }
    }
}

extension ConnectionSettings {
    /// The same with a password.
    func with(password: String) -> Self {
        var settings = self
        settings.overrides["password"] = password
        return settings
    }
}

extension Connection {
    /// Connects. Where the server asks for a password that nobody gave, and there is somebody to ask, asks for it.
    func connectPromptingForPassword() throws {
        do throws(PostgresError) {
            try connect()
        } catch {
            guard error.kind == .passwordRequired, HiddenPrompt.canBeAsked else { throw error }
            remember(try ConnectionPassword(settings: settings).prompt())
            try connect()
        }
    }
}

import ArgumentParser
import Domain
import Postgres
import Text

/// Prompts on the terminal for a password that the server asks for and no setting supplies. It is kept in memory only.
struct ConnectionPassword {
    /// The settings without a password.
    let settings: ConnectionSettings

    /// Prompts for the password. Throws if none is entered.
    func prompt() throws -> String {
        let login = SafeText(UntrustedText(try settings.connectionTarget().login))
        let question = HiddenPrompt(text: login.isEmpty ? "Password: " : "Password for \(login): ")
        guard let typed = try question.readLine(), !typed.isEmpty else {
            throw ExitKind.stop("no password was given", .noConnection)
        }
        return typed
    }

    /// The settings, with a prompted password if a remote server asks for one that no setting supplies. Tries a
    /// connection to find out; leaves other errors to the next connection.
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
    /// A copy with the password.
    func with(password: String) -> Self {
        var settings = self
        settings.overrides["password"] = password
        return settings
    }
}

extension Connection {
    /// Connects; if the server asks for a password that no setting supplies, prompts for it on the terminal.
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

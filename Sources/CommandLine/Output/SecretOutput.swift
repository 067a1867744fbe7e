import Postgres
import Repositories

extension Connection {
    /// Makes a change that only a secret gives access to. Prints the secret before the change takes effect: if it can't be
    /// written, as on a full disk, the program ends and nothing is changed.
    func run<Value>(_ request: Request<Value>, printing secret: TerminalText) throws {
        try run(script: "BEGIN", name: "begin_secret")
        _ = try run(request)
        StandardOutput.print(secret)
        StandardOutput.flush()
        try run(script: "COMMIT", name: "commit_secret")
    }
}

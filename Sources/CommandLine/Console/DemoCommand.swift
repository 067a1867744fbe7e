import ArgumentParser
import Demo
import Glibc

/// `riad demo`: a private PostgreSQL server with a realistic company, and a console connected to it.
struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Open the console on a private PostgreSQL with a fictional company.",
        discussion: """
            The first start creates and fills the server; later ones reuse it. Logins: \
            \(DemoCluster.logins.joined(separator: ", ")).
            """,
        subcommands: [Stop.self, Reset.self, Guard.self, Traffic.self]
    )

    @Option(name: .customLong("as"), help: ArgumentHelp("Open the console as this login.", valueName: "login"))
    var login = "agent"

    @Option(help: ArgumentHelp("How many conversations to create in a new demo.", valueName: "n"))
    var conversations: Int?

    @Option(help: "The random seed of a new demo; the same seed gives the same company.")
    var seed: UInt64?

    @Flag(name: .customLong("no-console"), help: "Print the login's connection URI and leave the server running.")
    var printsURI = false

    @Flag(name: .customLong("busy"), help: "Simulate guests who write and colleagues who reply.")
    var isBusy = false

    func validate() throws {
        if let conversations, !(1...5_000_000).contains(conversations) {
            throw ValidationError("--conversations takes a number from 1 to 5000000")
        }
        if !DemoCluster.logins.contains(login) {
            throw ValidationError(
                "the demo has no login '\(login)'; it has \(DemoCluster.logins.joined(separator: ", "))"
            )
        }
    }

    func run() throws {
        try Self.explained {
            let cluster = try Self.cluster()
            let request = DemoRequest(
                conversations: conversations,
                seed: seed,
                now: time(nil),
                keepsServer: printsURI,
                isBusy: isBusy,
                program: Self.ownProgram,
                worker: Self.workerProgram
            )
            let visit = try cluster.join(request)
            let uri = cluster.place.uri(login: login)
            guard !printsURI else {
                StandardOutput.print(.lines(uri))
                try visit.leave()
                return
            }
            let outcome = Result { try DemoConsole.open(uri: uri) }
            try visit.leave()
            try outcome.get()
        }
    }

    /// `riad demo stop`
    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stop the demo's server, even if it is in use.")

        func run() throws {
            try DemoCommand.explained {
                let wasUp = try DemoCommand.cluster().stop()
                StandardOutput.print(wasUp ? "The demo has stopped." : "The demo wasn't running.")
            }
        }
    }

    /// `riad demo reset`
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the demo's server and delete all its data."
        )

        func run() throws {
            try DemoCommand.explained {
                try DemoCommand.cluster().reset()
                StandardOutput.print("The demo is deleted; the next start creates it again.")
            }
        }
    }

    /// The background process that stops the server once the last console has ended, even by a kill.
    struct Guard: ParsableCommand {
        static let configuration = CommandConfiguration(shouldDisplay: false)

        @Option var folder: String

        func run() throws {
            try DemoCommand.quietCluster(folder).stopWhenUnused()
        }
    }

    /// The background process of `--busy`: guests write and colleagues type until the server stops.
    struct Traffic: ParsableCommand {
        static let configuration = CommandConfiguration(shouldDisplay: false)

        @Option var folder: String

        func run() throws {
            try DemoCommand.quietCluster(folder).runTraffic(now: time(nil))
        }
    }

    private static func cluster() throws(DemoError) -> DemoCluster {
        forgetOtherServers()
        let progress = ProgressLine(isTerminal: isatty(2) == 1)
        let environment = Environment.variables()
        let place = DemoPaths(environment: environment, userID: geteuid())
        return try DemoCluster(place: place, search: ServerSearch(environment: environment), report: progress.show)
    }

    /// The cluster for background processes, which start no server and report to nobody.
    private static func quietCluster(_ folder: String) throws(DemoError) -> DemoCluster {
        try DemoCluster(place: DemoPaths(folder: folder, userID: geteuid()), search: ServerSearch()) { _ in }
    }

    /// Clears PGSERVICE, PGOPTIONS and the like, which must not redirect the demo's connections.
    private static func forgetOtherServers() {
        var names: [String] = []
        var entry = environ
        while let text = entry.pointee {
            names.append(String(String(cString: text).prefix { $0 != "=" }))
            entry += 1
        }
        for name in names where name.hasPrefix("PG") { unsetenv(name) }
    }

    /// The path of this program, for the guard; nil if the system doesn't tell.
    private static var ownProgram: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }

    /// The worker's program, which is installed beside this one; nil if it isn't.
    private static var workerProgram: String? {
        ownProgram.map { $0 + "-worker" }.flatMap { access($0, X_OK) == 0 ? $0 : nil }
    }

    /// Runs the body; prints an error as a sentence and exits with code 1.
    private static func explained(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DemoError {
            StandardError.print("riad demo: \(TerminalText.lines(error.description))")
            throw ExitCode(1)
        }
    }
}

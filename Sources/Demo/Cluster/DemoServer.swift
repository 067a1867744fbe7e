import Glibc
import Postgres

/// Creates, starts and stops the private server. The caller holds the preparing lock.
struct DemoServer: Sendable {
    let place: DemoPaths
    let account: ServerAccount
    let search: ServerSearch
    let logins: [String]

    /// Creates the cluster if necessary and starts the server if it is down. Returns true if it was down.
    func start(report: (LoadProgress) -> Void) throws(DemoError) -> Bool {
        if Folder.exists(place.data), let process = runningProcess() {
            try checkPrograms(of: process, running: try awaitReadiness())
            return false
        }
        let programs = try search.programs(forMajor: dataMajor)
        try makeCluster(with: programs, report: report)
        try configure()
        try clearStalePIDFiles()
        let starting = ["start", "-w", "-t", "60", "-D", place.data, "-l", place.serverLog]
        try run(programs.path("pg_ctl"), starting, told: serverLogTail)
        return true
    }

    /// How to stop the server.
    enum Stop: String {
        /// Writes a checkpoint.
        case fast
        /// Without a checkpoint; the next start would recover.
        case immediate
    }

    /// Stops the server and waits for its exit; does nothing if it is down. Uses only signals, because the server's
    /// programs may be gone or replaced. On a full disk a fast shutdown fails; then an immediate one follows.
    func stop(_ manner: Stop = .fast) throws(DemoError) {
        guard let process = runningProcess() else { return }
        if manner == .fast, try end(process, by: SIGINT) { return }
        guard try end(process, by: SIGQUIT) else { throw .stillRunning(process: process) }
    }

    /// Sends the server a shutdown signal, as pg_ctl does, and waits up to a minute. Returns whether it exited.
    private func end(_ process: pid_t, by signal: Int32) throws(DemoError) -> Bool {
        guard kill(process, signal) == 0 || errno == ESRCH else {
            throw .file(path: place.data, reason: "the server can't be stopped: \(systemError())")
        }
        for _ in 0..<3_000 {
            if runningProcess() != process { return true }
            usleep(20_000)
        }
        return false
    }

    /// The server process that uses the data directory; nil if there is none. The PID in postmaster.pid counts only if
    /// that process's working directory is the data directory, as for every server: after a crash the PID may belong to
    /// another process.
    func runningProcess() -> pid_t? {
        guard let line = Folder.read(place.data + "/postmaster.pid")?.split(separator: "\n").first,
            let process = pid_t(line), let standing = Folder.resolved("/proc/\(process)/cwd")
        else { return nil }
        return standing == Folder.resolved(place.data) ? process : nil
    }

    /// After a crash the lock files hold a stale PID that may belong to another process or a zombie and would prevent a
    /// start. Replaces it by a PID that can't exist; the rest of the file lets the server check whether a child of the
    /// dead server still uses the data.
    private func clearStalePIDFiles() throws(DemoError) {
        let pidFile = place.data + "/postmaster.pid"
        if let rest = Folder.read(pidFile)?.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() {
            let beyondAll = "4194305"
            let lines = [beyondAll[...]] + rest
            try Folder.write(lines.joined(separator: "\n"), to: pidFile, owner: account)
        }
        try Folder.remove(place.socketFolder + "/.s.PGSQL.\(DemoPaths.port).lock")
    }

    /// Creates the folders with restrictive permissions.
    func makeFolders() throws(DemoError) {
        try Folder.make(place.folder, mode: 0o700)
        if account.dropsPrivileges {
            // The server's user may traverse it; only root may write.
            try OpenFolder(place.folder).setOwner(0, group: account.groupID, mode: 0o710)
            let test = try Process.run(account.command(["test", "-x", place.folder]))
            guard test.code == 0 else { throw .unreachable(path: place.folder, user: account.name) }
        }
        try Folder.makePrivate(place.socketFolder, owner: account)
    }

    private func makeCluster(with programs: ServerPrograms, report: (LoadProgress) -> Void) throws(DemoError) {
        if Folder.exists(place.data) { return }
        report(.step("making a private PostgreSQL \(programs.version) in \(place.folder)"))
        try Folder.remove(place.unfinishedData)
        try Folder.makePrivate(place.unfinishedData, owner: account)
        let options = [
            "--pgdata=\(place.unfinishedData)", "--username=\(ServerSettings.superuser)", "--encoding=UTF8",
            "--auth-local=peer", "--auth-host=reject", "--no-sync", "--no-instructions", "--locale=C.UTF-8",
        ]
        try run(programs.path("initdb"), options, told: { "" })
        try Folder.rename(place.unfinishedData, to: place.data)
    }

    /// Writes the settings before every start, so that a newer program applies its own.
    private func configure() throws(DemoError) {
        let memory = sysconf(Int32(_SC_PHYS_PAGES)) / 256
        let settings = ServerSettings(
            socketFolder: place.socketFolder,
            dataFolder: place.data,
            admitted: account.allowedUsers,
            logins: logins,
            memory: memory
        )
        let main = place.data + "/postgresql.conf"
        let include = "include 'riad.conf'\n"
        let text = Folder.read(main) ?? ""
        if !text.hasSuffix(include) { try Folder.write(text + include, to: main, owner: account) }
        try Folder.write("", to: place.serverLog, owner: account)
        try Folder.write(settings.configuration, to: place.data + "/riad.conf", owner: account)
        try Folder.write(settings.hbaFile, to: place.data + "/riad_hba.conf", owner: account)
        try Folder.write(settings.identFile, to: place.data + "/riad_ident.conf", owner: account)
    }

    /// Waits for a start or stop in progress elsewhere. Returns the server's version.
    private func awaitReadiness() throws(DemoError) -> ServerVersion {
        for _ in 0..<600 {
            if let version = try? answeredVersion() { return version }
            guard runningProcess() != nil else { break }
            usleep(100_000)
        }
        return try answeredVersion()
    }

    private func answeredVersion() throws(DemoError) -> ServerVersion {
        try place.server { server throws(PostgresError) in
            try server.connect()
            return ServerVersion(number: server.serverVersion ?? 0)
        }
    }

    private func run(_ program: String, _ arguments: [String], told: () -> String) throws(DemoError) {
        let outcome = try Process.run(account.command([program] + arguments))
        guard outcome.code != 0 else { return }
        let output = Self.tail(outcome.output + told())
        if output.contains("No space left on device") { throw .diskFull(path: place.folder) }
        throw .program(name: program, output: output)
    }

    private func serverLogTail() -> String {
        Folder.end(of: place.serverLog) ?? ""
    }

    private static func tail(_ text: String) -> String {
        text.split(separator: "\n").suffix(8).joined(separator: "\n")
    }
}

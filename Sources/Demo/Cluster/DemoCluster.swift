import Postgres

/// The local demo: a private PostgreSQL cluster with a realistic company, shared by one user's consoles.
package struct DemoCluster: Sendable {
    /// The demo's files.
    package let place: DemoPaths
    private let server: DemoServer
    private let report: @Sendable (LoadProgress) -> Void

    /// Finds the server's user; the server's programs are located on start. `report` gets the progress of long steps.
    package init(
        place: DemoPaths,
        search: ServerSearch,
        report: @escaping @Sendable (LoadProgress) -> Void
    ) throws(DemoError) {
        self.place = place
        self.report = report
        server = DemoServer(
            place: place,
            account: try .current(),
            search: search,
            logins: Staff.logins
        )
    }

    /// The console logins: one named after each role, and a dozen agents.
    package static let logins = Staff.consoleLogins

    /// Starts the server, migrates and fills the demo as needed, then joins. Concurrent calls wait for each other. If
    /// the request names a program, that program stays behind and stops the server after the last console exits or is
    /// killed.
    package func join(_ request: DemoRequest) throws(DemoError) -> DemoSession {
        try server.makeFolders()
        let visit = DemoSession(attendance: try .wait(.shared, path: place.consolesLock), cluster: self)
        do {
            try prepare(request)
        } catch {
            _ = try? visit.leave()
            throw error
        }
        return visit
    }

    /// Stops the server even if consoles are open. Returns false if it was already down.
    @discardableResult
    package func stop() throws(DemoError) -> Bool {
        try stop(.fast)
    }

    /// Stops the server and deletes the demo; the next start recreates it.
    package func reset() throws(DemoError) {
        _ = try stop(.immediate)
        guard Folder.exists(place.folder) else { return }
        let preparing = try FileLock.wait(.exclusive, path: place.preparingLock)
        defer { withExtendedLifetime(preparing) {} }
        for path in [place.data, place.unfinishedData, place.serverLog] { try Folder.remove(path) }
    }

    private func stop(_ manner: DemoServer.Stop) throws(DemoError) -> Bool {
        guard Folder.exists(place.folder) else { return false }
        try Folder.check(place.folder)
        let preparing = try FileLock.wait(.exclusive, path: place.preparingLock)
        defer { withExtendedLifetime(preparing) {} }
        let wasUp = server.runningProcess() != nil
        try server.stop(manner)
        try Folder.remove(place.keepRunningMarker)
        return wasUp
    }

    /// Waits until the last console exits, cleanly or not, then stops the server unless it is kept running.
    package func stopWhenUnused() throws(DemoError) {
        try Folder.check(place.folder)
        let alone = try FileLock.wait(.exclusive, path: place.consolesLock)
        defer { withExtendedLifetime(alone) {} }
        if !Folder.exists(place.keepRunningMarker) { try stop() }
    }

    /// Simulates guests until the server stops; returns at once if another process does so already or the demo doesn't
    /// exist. `now` is in seconds since 1970 UTC; a pace below 1 is faster than usual.
    package func runTraffic(now: Int, pace: Double = 1) throws(DemoError) {
        try Folder.check(place.folder)
        guard isRunning, let alone = try FileLock.tryAcquire(.exclusive, path: place.trafficLock) else { return }
        defer { withExtendedLifetime(alone) {} }
        let held = try place.server { server throws(PostgresError) in try DemoDatabase.contents(server) }
        guard let held else { return }
        let company = Company(conversations: held.conversations, seed: held.seed, now: held.now)
        DemoTraffic(company: company, place: place, now: now, pace: pace).runUntilServerStops()
    }

    /// Whether the server is running.
    package var isRunning: Bool {
        server.runningProcess() != nil
    }

    func stopIfEmpty() throws(DemoError) -> DemoSession.Ending {
        guard let alone = try FileLock.tryAcquire(.exclusive, path: place.consolesLock) else {
            // A shared lock is available: a console is open. Not available: the guard holds it and is stopping the
            // server.
            if try FileLock.tryAcquire(.shared, path: place.consolesLock) != nil { return .othersRemain }
            _ = try FileLock.wait(.shared, path: place.consolesLock)
            return isRunning ? .kept : .stopped
        }
        defer { withExtendedLifetime(alone) {} }
        if Folder.exists(place.keepRunningMarker) { return .kept }
        try stop()
        return .stopped
    }

    private func prepare(_ request: DemoRequest) throws(DemoError) {
        let preparing = try preparingLock()
        defer { withExtendedLifetime(preparing) {} }
        let started = try server.start(report: report)
        if started, let program = request.program {
            try Process.spawnDetached([program, "demo", "guard", "--folder", place.folder])
        }
        try DemoPreparation(place: place, report: report).run(request)
        if request.keepsServerRunning { try Folder.write("", to: place.keepRunningMarker, owner: server.account) }
        if let worker = request.worker { try DemoWorker(place: place).start(worker) }
        if request.isBusy, let program = request.program {
            try Process.spawnDetached([program, "demo", "traffic", "--folder", place.folder])
        }
    }

    private func preparingLock() throws(DemoError) -> FileLock {
        if let lock = try FileLock.tryAcquire(.exclusive, path: place.preparingLock) { return lock }
        report(.step("another terminal is preparing the demo; waiting for it"))
        return try .wait(.exclusive, path: place.preparingLock)
    }
}

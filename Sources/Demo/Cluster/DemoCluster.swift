import Postgres

/// The demo on this machine: a private PostgreSQL with a believable company in it, shared by the consoles of one user.
package struct DemoCluster: Sendable {
    /// Where it keeps its files.
    package let place: DemoPaths
    private let server: DemoServer
    private let report: @Sendable (LoadProgress) -> Void

    /// Finds the server's user; its programs are looked for when it is started. `report` gets a line about each long step.
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

    /// The logins that open a console: one named after each role, and a dozen agents.
    package static let logins = Staff.consoleLogins

    /// Starts, migrates and fills what is missing, then joins. Two at the same moment: the second waits for the first.
    /// A program named in the request is left behind to stop the server when the last console has gone, killed or not.
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

    /// Stops the server, whoever is in it. False where it was down already.
    @discardableResult
    package func stop() throws(DemoError) -> Bool {
        try stop(.fast)
    }

    /// Stops the server and removes all that the demo holds; the next start makes it anew.
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

    /// Waits until the last console has gone, however it went, then stops the server unless it is to stay.
    package func stopWhenUnused() throws(DemoError) {
        try Folder.check(place.folder)
        let alone = try FileLock.wait(.exclusive, path: place.consolesLock)
        defer { withExtendedLifetime(alone) {} }
        if !Folder.exists(place.keepRunningMarker) { try stop() }
    }

    /// Keeps the guests writing until the server stops; returns at once where somebody does so already, or where the
    /// demo isn't there. `now` is in seconds since 1970 UTC; a pace below 1 is faster than usual.
    package func runTraffic(now: Int, pace: Double = 1) throws(DemoError) {
        try Folder.check(place.folder)
        guard isRunning, let alone = try FileLock.tryAcquire(.exclusive, path: place.trafficLock) else { return }
        defer { withExtendedLifetime(alone) {} }
        let held = try place.server { server throws(PostgresError) in try DemoDatabase.contents(server) }
        guard let held else { return }
        let company = Company(conversations: held.conversations, seed: held.seed, now: held.now)
        DemoTraffic(company: company, place: place, now: now, pace: pace).runUntilServerStops()
    }

    /// True where the server runs.
    package var isRunning: Bool {
        server.runningProcess() != nil
    }

    func stopIfEmpty() throws(DemoError) -> DemoSession.Ending {
        guard let alone = try FileLock.tryAcquire(.exclusive, path: place.consolesLock) else {
            // Shared: a console. Not even shared: the guard, which woke first and is stopping the server.
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

import Console
import Loop
import Screen

/// Keys, signals and the terminal's size.
extension ConsoleRuntime {
    func watchTerminal() throws {
        _ = loop.watch(terminal.descriptor, for: .read) { [unowned self] readiness in
            handle(terminal.read())
            if terminal.isGone || readiness.contains(.broken) { end(.terminated) }
        }
        try loop.watchSignals([.windowChanged, .terminate, .hangUp, .interrupt, .suspend, .resume]) {
            [unowned self] signal in
            handle(signal)
        }
    }

    /// Dispatches input, and starts a timer if the rest may be the start of a longer sequence, such as Esc.
    private func handle(_ inputs: [Input]) {
        if let timer = timers.escape { loop.cancel(timer) }
        timers.escape = nil
        for input in inputs { dispatch(.input(input)) }
        guard let patience = terminal.patience else { return }
        timers.escape = loop.schedule(after: patience) { [unowned self] in
            timers.escape = nil
            handle(terminal.flushPendingInput())
        }
    }

    private func handle(_ signal: Signal) {
        switch signal {
        case .windowChanged: dispatch(.input(.resized(terminal.resize())))
        case .terminate, .hangUp: end(.terminated)
        case .interrupt: dispatch(.input(.key(.control("C"))))
        case .suspend: suspend()
        case .resume: terminal.redraw()
        case .user: break
        }
    }

    /// Suspends to the shell; once continued, rereads the size and the data.
    func suspend() {
        terminal.suspend()
        dispatch(.input(.resized(terminal.resize())))
        dispatch(.refreshTimerFired)
    }
}

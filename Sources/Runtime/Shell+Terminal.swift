import Console
import Loop
import Screen

/// Keys, signals and the terminal's size.
extension Shell {
    func watchTerminal() throws {
        _ = loop.watch(terminal.descriptor, for: .read) { [unowned self] readiness in
            take(terminal.read())
            if terminal.isGone || readiness.contains(.broken) { end(.ended) }
        }
        try loop.watchSignals([.windowChanged, .terminate, .hangUp, .interrupt, .suspend, .resume]) {
            [unowned self] signal in
            take(signal)
        }
    }

    /// Input, and a timer for what may be the beginning of something longer, such as Esc.
    private func take(_ inputs: [Input]) {
        if let timer = timers.escape { loop.cancel(timer) }
        timers.escape = nil
        for input in inputs { happen(.input(input)) }
        guard let patience = terminal.patience else { return }
        timers.escape = loop.after(patience) { [unowned self] in
            timers.escape = nil
            take(terminal.readRest())
        }
    }

    private func take(_ signal: Signal) {
        switch signal {
        case .windowChanged: happen(.input(.resized(terminal.resize())))
        case .terminate, .hangUp: end(.ended)
        case .interrupt: happen(.input(.key(.control("C"))))
        case .suspend: suspend()
        case .resume: terminal.redraw()
        case .user: break
        }
    }

    /// Gives the terminal to the shell until continued; what happened meanwhile is then read.
    func suspend() {
        terminal.suspend()
        happen(.input(.resized(terminal.resize())))
        happen(.catchUpFell)
    }
}

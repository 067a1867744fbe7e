import CTerminal
import Glibc

/// A single-threaded poll(2) loop for descriptors, one-shot timers, signals, and values sent by other threads. It
/// sleeps until one of them is ready and wakes for nothing else.
package final class EventLoop {
    /// Identifies a watched descriptor.
    package struct Watch: Hashable, Sendable {
        let number: Int
    }

    /// Identifies a timer.
    package struct Timer: Hashable, Sendable {
        let number: Int
    }

    var watched: [Int: Watched] = [:] { didSet { pollSet = nil } }
    /// The cached argument of poll(2); nil after the watches changed.
    var pollSet: PollSet?
    var timers: [Int: (due: MonotonicTime, fire: () -> Void)] = [:]
    private let pipe: WakePipe
    private var drains: [() -> Void] = []
    private var onSignal: [Signal: () -> Void] = [:]
    private var signalWatch: Watch?
    private var chores: [() -> Void] = []
    private var lastNumber = 0
    private var running = false

    struct Watched {
        let descriptor: Int32
        var interest: Readiness
        let ready: (Readiness) -> Void
    }

    /// Throws if the process is out of descriptors.
    package init() throws(LoopError) {
        pipe = try WakePipe()
        watch(pipe.descriptor, for: .read) { [unowned self] _ in emptyMailboxes() }
    }

    /// Calls `ready` whenever the descriptor is ready for the interest. An empty interest pauses the watch.
    @discardableResult
    package func watch(
        _ descriptor: Int32,
        for interest: Readiness,
        _ ready: @escaping (Readiness) -> Void
    ) -> Watch {
        let number = nextNumber()
        watched[number] = Watched(descriptor: descriptor, interest: interest, ready: ready)
        return Watch(number: number)
    }

    /// Changes a watch's interest. Does nothing for a removed watch.
    package func change(_ watch: Watch, to interest: Readiness) {
        guard let known = watched[watch.number], known.interest != interest else { return }
        watched[watch.number]?.interest = interest
    }

    /// Removes a watch; its handler isn't called again. The descriptor stays open.
    package func unwatch(_ watch: Watch) {
        watched[watch.number] = nil
    }

    /// Calls `fire` once after `delay`; immediately if it is zero or negative, but never before this returns.
    @discardableResult
    package func schedule(after delay: Duration, _ fire: @escaping () -> Void) -> Timer {
        schedule(at: MonotonicTime.now() + delay, fire)
    }

    /// Calls `fire` once at the given moment.
    @discardableResult
    package func schedule(at moment: MonotonicTime, _ fire: @escaping () -> Void) -> Timer {
        let number = nextNumber()
        timers[number] = (moment, fire)
        return Timer(number: number)
    }

    /// Cancels a timer. Does nothing if it has fired.
    package func cancel(_ timer: Timer) {
        timers[timer.number] = nil
    }

    /// Calls `handler` on this thread for each of the signals, in place of their default action. Only one loop per
    /// process may do so. Throws if the system refuses.
    package func watchSignals(_ signals: [Signal], _ handler: @escaping (Signal) -> Void) throws(LoopError) {
        let descriptor = riad_signal_descriptor()
        guard descriptor >= 0 else { throw .last("pipe2") }
        if signalWatch == nil {
            signalWatch = watch(descriptor, for: .read) { [unowned self] _ in dispatchSignals(from: descriptor) }
        }
        for signal in signals {
            onSignal[signal] = { handler(signal) }
            guard riad_signal_watch(signal.number) == 0 else { throw .last("sigaction") }
        }
    }

    /// Restores the default action of the signals.
    package func forgetSignals(_ signals: [Signal]) {
        for signal in signals where onSignal[signal] != nil {
            riad_signal_forget(signal.number)
            onSignal[signal] = nil
        }
    }

    /// Creates a mailbox whose values are passed to `receive` on this thread.
    package func mailbox<Value: Sendable>(of type: Value.Type, _ receive: @escaping (Value) -> Void) -> Mailbox<Value> {
        let mailbox = Mailbox<Value>(pipe: pipe)
        drains.append { mailbox.drain().forEach(receive) }
        return mailbox
    }

    /// Calls `chore` each time before the loop sleeps, for example to draw or flush.
    package func beforeSleep(_ chore: @escaping () -> Void) {
        chores.append(chore)
    }

    /// Runs until `stop` is called. Throws if poll(2) fails.
    package func run() throws(LoopError) {
        running = true
        while running {
            try runOnce()
        }
    }

    /// Ends `run` after the current turn.
    package func stop() {
        running = false
    }

    /// Runs one turn: chores, sleep, ready descriptors and due timers. `limit` is the longest sleep (nil: unlimited).
    package func runOnce(limit: Duration? = nil) throws(LoopError) {
        chores.forEach { $0() }
        let due = timers.values.lazy.map(\.due).min()
        let ready = try sleep(until: earliest(due, limit.map { MonotonicTime.now() + $0 }))
        for (number, readiness) in ready {
            watched[number]?.ready(readiness)
        }
        fireTimers(due: MonotonicTime.now())
    }

    private func nextNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    private func emptyMailboxes() {
        pipe.drain()
        drains.forEach { $0() }
    }

    private func dispatchSignals(from descriptor: Int32) {
        for byte in WakePipe.bytes(from: descriptor) {
            if let signal = Signal(number: byte) { onSignal[signal]?() }
        }
    }

    deinit {
        forgetSignals(Array(onSignal.keys))
    }
}

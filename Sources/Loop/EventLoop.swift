import CTerminal
import Glibc

/// One poll(2) loop for one thread: descriptors, one-shot timers, signals, and values that other threads send. It
/// sleeps until one of them has something to say, and wakes for nothing else.
package final class EventLoop {
    /// A descriptor being watched, as `watch` gave it.
    package struct Watch: Hashable, Sendable {
        let number: Int
    }

    /// A timer that has not fired yet, as `after` gave it.
    package struct Timer: Hashable, Sendable {
        let number: Int
    }

    var watched: [Int: Watched] = [:] { didSet { pollSet = nil } }
    /// What poll(2) was asked last, so that it isn't put together each time; nil since the watches changed.
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

    /// Throws where the process is out of descriptors.
    package init() throws(LoopError) {
        pipe = try WakePipe()
        watch(pipe.descriptor, for: .read) { [unowned self] _ in emptyMailboxes() }
    }

    /// Calls `ready` whenever the descriptor is ready for what was asked. An empty interest rests the watch.
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

    /// Changes what a watch waits for. A forgotten one stays forgotten.
    package func change(_ watch: Watch, to interest: Readiness) {
        guard let known = watched[watch.number], known.interest != interest else { return }
        watched[watch.number]?.interest = interest
    }

    /// Ends a watch; its handler isn't called again. The descriptor stays open.
    package func unwatch(_ watch: Watch) {
        watched[watch.number] = nil
    }

    /// Calls `fire` once, `delay` from now (at once where it is zero or negative, but never before this returns).
    @discardableResult
    package func schedule(after delay: Duration, _ fire: @escaping () -> Void) -> Timer {
        schedule(at: MonotonicTime.now() + delay, fire)
    }

    /// Calls `fire` once, when the moment has come.
    @discardableResult
    package func schedule(at moment: MonotonicTime, _ fire: @escaping () -> Void) -> Timer {
        let number = nextNumber()
        timers[number] = (moment, fire)
        return Timer(number: number)
    }

    /// Keeps a timer from firing. One that has fired is ignored.
    package func cancel(_ timer: Timer) {
        timers[timer.number] = nil
    }

    /// Calls `handler` on this thread for every signal of the list, instead of the signal's effect. One loop of a
    /// process may do so. Throws where the system refuses.
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

    /// Gives the signals their default effect back.
    package func forgetSignals(_ signals: [Signal]) {
        for signal in signals where onSignal[signal] != nil {
            riad_signal_forget(signal.number)
            onSignal[signal] = nil
        }
    }

    /// A mailbox whose values `receive` gets, on this thread.
    package func mailbox<Value: Sendable>(of type: Value.Type, _ receive: @escaping (Value) -> Void) -> Mailbox<Value> {
        let mailbox = Mailbox<Value>(pipe: pipe)
        drains.append { mailbox.drain().forEach(receive) }
        return mailbox
    }

    /// Calls `chore` each time before the loop sleeps: the place to draw or to flush what the turn's events left.
    package func beforeSleep(_ chore: @escaping () -> Void) {
        chores.append(chore)
    }

    /// Turns until `stop` is called. Throws where poll(2) fails.
    package func run() throws(LoopError) {
        running = true
        while running {
            try runOnce()
        }
    }

    /// Ends `run` after the turn that is going on.
    package func stop() {
        running = false
    }

    /// One turn: chores, sleep, whatever is ready or due. `limit` is the longest sleep (nil: none).
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

import Glibc
import Testing

@testable import Loop

@Suite("The loop")
struct LoopTests {
    @Test("A descriptor that becomes readable calls its handler, and a forgotten one doesn't")
    func descriptors() throws {
        let loop = try EventLoop()
        let pipe = try WakePipe()
        var heard = 0
        let watch = loop.watch(pipe.descriptor, for: .read) { readiness in
            #expect(readiness == .read)
            heard += 1
            pipe.drain()
        }
        try loop.runOnce(limit: .zero)
        #expect(heard == 0)
        pipe.wake()
        try loop.runOnce(limit: .seconds(5))
        #expect(heard == 1)
        loop.unwatch(watch)
        pipe.wake()
        try loop.runOnce(limit: .zero)
        #expect(heard == 1)
    }

    @Test("A watch can rest and come back")
    func changingInterest() throws {
        let loop = try EventLoop()
        let pipe = try WakePipe()
        var heard = 0
        let watch = loop.watch(pipe.descriptor, for: []) { _ in heard += 1 }
        pipe.wake()
        try loop.runOnce(limit: .zero)
        #expect(heard == 0)
        loop.change(watch, to: .read)
        try loop.runOnce(limit: .seconds(5))
        #expect(heard == 1)
    }

    @Test("A handler that forgets another one that is ready as well keeps it from being called")
    func forgettingInsideTurn() throws {
        let loop = try EventLoop()
        let pipes = [try WakePipe(), try WakePipe()]
        var heard: [Int] = []
        var second: EventLoop.Watch?
        loop.watch(pipes[0].descriptor, for: .read) { _ in
            heard.append(0)
            if let second { loop.unwatch(second) }
        }
        second = loop.watch(pipes[1].descriptor, for: .read) { _ in heard.append(1) }
        pipes.forEach { $0.wake() }
        try loop.runOnce(limit: .seconds(5))
        #expect(heard == [0])
    }

    @Test("A descriptor that isn't open is reported once as broken, and doesn't keep the loop awake")
    func closedDescriptor() throws {
        let loop = try EventLoop()
        // Above every descriptor that this process can have open.
        var heard: [Readiness] = []
        loop.watch(1_000_000, for: .read) { heard.append($0) }
        try loop.runOnce(limit: .seconds(5))
        try loop.runOnce(limit: .zero)
        #expect(heard == [.broken])
    }

    @Test("Timers fire once, earliest first, not before their time, and not when cancelled")
    func timers() throws {
        let loop = try EventLoop()
        var fired: [String] = []
        let start = MonotonicTime.now()
        loop.schedule(after: .milliseconds(12)) {
            fired.append("late")
            #expect(MonotonicTime.now() - start >= .milliseconds(12))
            loop.stop()
        }
        loop.schedule(after: .milliseconds(3)) { fired.append("early") }
        let cancelled = loop.schedule(after: .milliseconds(5)) { fired.append("cancelled") }
        loop.cancel(cancelled)
        try loop.run()
        try loop.runOnce(limit: .milliseconds(2))
        #expect(fired == ["early", "late"])
    }

    @Test("A timer set while timers fire waits for the next turn")
    func timerInsideTimer() throws {
        let loop = try EventLoop()
        var count = 0
        loop.schedule(after: .zero) {
            count += 1
            loop.schedule(after: .zero) { count += 1 }
        }
        try loop.runOnce(limit: .seconds(5))
        #expect(count == 1)
        try loop.runOnce(limit: .seconds(5))
        #expect(count == 2)
    }

    @Test("Values sent by other threads arrive on the loop's thread, all of them, each sender's in order")
    func mailboxes() throws {
        let loop = try EventLoop()
        var received: [Int: [Int]] = [:]
        var count = 0
        let loopThread = pthread_self()
        let mailbox = loop.mailbox(of: (Int, Int).self) { sender, value in
            #expect(pthread_equal(pthread_self(), loopThread) != 0)
            received[sender, default: []].append(value)
            count += 1
            if count == 4 * 500 { loop.stop() }
        }
        for sender in 0..<4 {
            try DetachedThread.start {
                for value in 0..<500 { mailbox.send((sender, value)) }
            }
        }
        loop.schedule(after: .seconds(120)) { loop.stop() }
        try loop.run()
        #expect(received.count == 4)
        #expect(received.values.allSatisfy { $0 == Array(0..<500) })
    }

    @Test("Chores run before each sleep")
    func chores() throws {
        let loop = try EventLoop()
        var chores = 0
        loop.beforeSleep { chores += 1 }
        try loop.runOnce(limit: .zero)
        try loop.runOnce(limit: .zero)
        #expect(chores == 2)
    }

    @Test("An idle loop sleeps through: one turn lasts until the next timer")
    func idle() throws {
        let loop = try EventLoop()
        var turns = 0
        loop.beforeSleep { turns += 1 }
        loop.schedule(after: .milliseconds(80)) { loop.stop() }
        try loop.run()
        #expect(turns == 1)
    }
}

@Suite("Signals", .serialized)
struct SignalTests {
    @Test("A watched signal arrives as an event, by name")
    func arrival() throws {
        let loop = try EventLoop()
        var heard: [Signal] = []
        try loop.watchSignals([.windowChanged, .user]) { signal in
            heard.append(signal)
            if heard.count == 2 { loop.stop() }
        }
        kill(getpid(), SIGWINCH)
        kill(getpid(), SIGUSR1)
        loop.schedule(after: .seconds(120)) { loop.stop() }
        try loop.run()
        #expect(Set(heard) == [.windowChanged, .user])
    }

    @Test("Watching again after forgetting hears each signal once")
    func forgetting() throws {
        let loop = try EventLoop()
        var heard = 0
        try loop.watchSignals([.windowChanged]) { _ in heard += 1 }
        loop.forgetSignals([.windowChanged])
        // Its default effect is to be ignored.
        kill(getpid(), SIGWINCH)
        try loop.runOnce(limit: .zero)
        #expect(heard == 0)
        try loop.watchSignals([.windowChanged]) { _ in heard += 1 }
        kill(getpid(), SIGWINCH)
        try loop.runOnce(limit: .seconds(5))
        #expect(heard == 1)
    }

    @Test("Every signal has a number of its own that leads back to it", arguments: Signal.allCases)
    func numbers(signal: Signal) {
        #expect(Signal(number: UInt8(signal.number)) == signal)
    }
}

@Suite("Moments")
struct MomentTests {
    @Test("Milliseconds for poll are rounded up and never negative")
    func rounding() {
        #expect(Duration.nanoseconds(1).pollMilliseconds == 1)
        #expect(Duration.milliseconds(7).pollMilliseconds == 7)
        #expect(Duration.microseconds(7_001).pollMilliseconds == 8)
        #expect(Duration.seconds(-3).pollMilliseconds == 0)
        #expect(Duration.seconds(100_000_000).pollMilliseconds == Int32.max)
    }

    @Test("Adding a duration and taking the difference agree")
    func arithmetic() {
        let start = MonotonicTime(nanoseconds: 5)
        #expect((start + .seconds(2)) - start == .seconds(2))
        #expect(start < start + .nanoseconds(1))
    }
}

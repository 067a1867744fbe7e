/// Brings values from any thread to a handler that runs on the loop's thread, in the order in which they were sent.
/// Made by `EventLoop.mailbox`.
package final class Mailbox<Value: Sendable>: Sendable {
    private let waiting = Locked<[Value]>([])
    private let pipe: WakePipe

    init(pipe: WakePipe) {
        self.pipe = pipe
    }

    /// Leaves a value for the loop. From any thread; never blocks. What is sent after the loop has ended is dropped.
    package func send(_ value: Value) {
        let wasEmpty = waiting.withLock { values in
            values.append(value)
            return values.count == 1
        }
        if wasEmpty { pipe.wake() }
    }

    func drain() -> [Value] {
        waiting.withLock { values in
            defer { values = [] }
            return values
        }
    }
}

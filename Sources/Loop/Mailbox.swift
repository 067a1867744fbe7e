/// Delivers values from any thread to a handler on the loop's thread, in sending order. Created by `EventLoop.mailbox`.
package final class Mailbox<Value: Sendable>: Sendable {
    private let waiting = Locked<[Value]>([])
    private let pipe: WakePipe

    init(pipe: WakePipe) {
        self.pipe = pipe
    }

    /// Queues a value for the loop. Callable from any thread; never blocks. Values sent after the loop has ended are
    /// dropped.
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

import Loop

/// Drives a connection on a loop. Stops with its last reference; the connection stays open.
package final class ConnectionDriver {
    private let connection: Connection
    private let loop: EventLoop
    private var watch: (watch: EventLoop.Watch, descriptor: Int32)?
    private var timer: (timer: EventLoop.Timer, due: MonotonicTime)?

    package init(_ connection: Connection, on loop: EventLoop) {
        self.connection = connection
        self.loop = loop
        connection.onChange = { [weak self] in self?.follow() }
        follow()
    }

    deinit {
        connection.onChange = nil
        if let watch { loop.unwatch(watch.watch) }
        if let timer { loop.cancel(timer.timer) }
    }

    /// Descriptor, interest and deadline change from phase to phase.
    private func follow() {
        followDescriptor()
        followDeadline()
    }

    private func followDescriptor() {
        if let watch, watch.descriptor == connection.descriptor {
            return loop.change(watch.watch, to: connection.interest)
        }
        if let watch { loop.unwatch(watch.watch) }
        watch = connection.descriptor.map { descriptor in
            let watch = loop.watch(descriptor, for: connection.interest) { [weak self] _ in
                self?.connection.advance()
            }
            return (watch, descriptor)
        }
    }

    private func followDeadline() {
        guard timer?.due != connection.deadline else { return }
        if let timer { loop.cancel(timer.timer) }
        timer = connection.deadline.map { due in
            let timer = loop.schedule(at: due) { [weak self] in
                self?.timer = nil
                self?.connection.advance()
            }
            return (timer, due)
        }
    }
}

import CLibPQ
import Loop

extension Connection {
    /// Cancels a request. A request not yet sent fails at once. For a running one, a separate thread asks the server to
    /// cancel; the request ends as cancelled, or with its response if that arrives first. Does nothing if the request
    /// has ended.
    package func cancel(_ ticket: Ticket) {
        if let index = waiting.firstIndex(where: { $0.number == ticket.number }) {
            let exchange = waiting.remove(at: index)
            exchange.finish(.failure(PostgresError(.cancelled, statement: exchange.statement.name)))
        } else if let index = inFlight.firstIndex(where: { $0.number == ticket.number }) {
            guard !inFlight[index].isCancelRequested else { return }
            inFlight[index].isCancelRequested = true
            if index == 0 { cancelHead() }
        }
        onChange?()
    }

    /// The server cancels whatever it is running: only the first request in flight may be cancelled.
    func cancelHeadIfAsked() {
        nextCancel = nil
        if inFlight.first?.isCancelRequested == true { cancelHead() }
    }

    /// The server ignores a cancel that arrives before the statement starts, so it is repeated.
    func repeatCancel() {
        guard let nextCancel, clock() >= nextCancel else { return }
        cancelHeadIfAsked()
    }

    private func cancelHead() {
        guard let pq, let cancel = PQgetCancel(pq.connection) else { return }
        let now = clock()
        nextCancel = now + .milliseconds(250)
        strayUntil = now + .seconds(3)
        let request = CancelRequest(cancel)
        // Without a thread the request runs to its end.
        try? DetachedThread.start { request.send() }
    }
}

/// libpq's own copy of the cancel data; only the sending thread uses it.
private final class CancelRequest: @unchecked Sendable {
    private let cancel: OpaquePointer

    init(_ cancel: OpaquePointer) {
        self.cancel = cancel
    }

    deinit {
        PQfreeCancel(cancel)
    }

    func send() {
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(cancel, &reason, Int32(reason.count))
    }
}

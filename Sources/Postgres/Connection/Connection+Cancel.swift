import CLibPQ
import Loop

extension Connection {
    /// Takes a request back. One that hasn't gone out fails at once; for one that the server works on, the server is
    /// asked, on a thread of its own, and the request ends as cancelled, or with its answer if that was faster. One
    /// that has ended is left alone.
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

    /// The server cancels whatever it is working on: only the first request in flight may be asked for.
    func cancelHeadIfAsked() {
        nextCancel = nil
        if inFlight.first?.isCancelRequested == true { cancelHead() }
    }

    /// A cancel that arrives before its statement has begun is lost.
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
        // Without a thread the request simply runs to its end.
        try? DetachedThread.start { request.send() }
    }
}

/// libpq's own copy of what a cancel needs; only the thread that sends it uses it.
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

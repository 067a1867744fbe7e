import CCurl
import Loop

/// Sends requests by libcurl's multi interface on a loop. Connections are kept and reused.
package final class HTTPClient {
    /// How many bytes of a response's body are kept.
    package static let keptBytes = 4_096
    /// How many bytes of a body are read at most, what is longer is cut off there; and how many of the headers.
    static let readBytes = 65_536

    /// Identifies a request.
    package struct Ticket: Hashable, Sendable {
        let number: Int
    }

    /// Which addresses may be connected to. Applies to new connections.
    package var policy: AddressPolicy
    /// What names resolve to, as `host:port:address,address`, before any name server is asked; for tests.
    var resolutions: [String] = []
    private let proxy: String?
    private let multi: OpaqueHandle
    private let loop: EventLoop
    private var watches: [curl_socket_t: EventLoop.Watch] = [:]
    private var timer: EventLoop.Timer?
    private var transfers: [Int: Transfer] = [:]
    private var lastNumber = 0

    /// A pointer of libcurl's.
    typealias OpaqueHandle = UnsafeMutableRawPointer

    /// Creates a client. With a proxy, its address is trusted and the hosts' are left to it.
    package init(on loop: EventLoop, policy: AddressPolicy, proxy: String? = nil, maxConnections: Int = 256) {
        self.loop = loop
        self.policy = policy
        self.proxy = proxy
        _ = Self.isInitialized
        guard let multi = curl_multi_init() else { fatalError("libcurl has no memory") }
        self.multi = multi
        let context = Unmanaged.passUnretained(self).toOpaque()
        riad_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, maxConnections)
        riad_curl_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, context)
        riad_curl_multi_set_pointer(multi, CURLMOPT_TIMERDATA, context)
        riad_curl_multi_set_socket_callback(multi) { _, socket, what, context, _ in
            context.map { Unmanaged<HTTPClient>.fromOpaque($0).takeUnretainedValue().follow(socket, what) }
            return 0
        }
        riad_curl_multi_set_timer_callback(multi) { _, milliseconds, context in
            context.map { Unmanaged<HTTPClient>.fromOpaque($0).takeUnretainedValue().setTimer(milliseconds) }
            return 0
        }
    }

    private static let isInitialized = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    deinit {
        for transfer in transfers.values { curl_multi_remove_handle(multi, transfer.easy) }
        transfers = [:]
        curl_multi_cleanup(multi)
        for watch in watches.values { loop.unwatch(watch) }
        if let timer { loop.cancel(timer) }
    }

    /// The number of requests without a response.
    package var pendingCount: Int { transfers.count }

    /// Sends a request. `completion` gets the response or the failure from a later turn of the loop, and the time it took.
    @discardableResult
    package func send(
        _ request: HTTPRequest,
        completion: @escaping (Result<HTTPResponse, HTTPFailure>, Duration) -> Void
    ) -> Ticket {
        lastNumber += 1
        let number = lastNumber
        guard let transfer = Transfer(request, number: number, policy: proxy == nil ? policy : nil, proxy: proxy) else {
            loop.schedule(after: .zero) { completion(.failure(.invalidURL), .zero) }
            return Ticket(number: number)
        }
        transfer.resolve(by: resolutions)
        guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
            loop.schedule(after: .zero) { completion(.failure(.failed("out of memory")), .zero) }
            return Ticket(number: number)
        }
        transfer.completion = completion
        transfers[number] = transfer
        return Ticket(number: number)
    }

    /// Cancels a request; it completes as cancelled before this returns.
    package func cancel(_ ticket: Ticket) {
        guard let transfer = transfers.removeValue(forKey: ticket.number) else { return }
        curl_multi_remove_handle(multi, transfer.easy)
        transfer.finish(.failure(.cancelled))
    }

    private func follow(_ socket: curl_socket_t, _ what: Int32) {
        let interest: Readiness
        switch what {
        case CURL_POLL_IN: interest = .read
        case CURL_POLL_OUT: interest = .write
        case CURL_POLL_INOUT: interest = [.read, .write]
        case CURL_POLL_NONE: interest = []
        default:
            watches.removeValue(forKey: socket).map { loop.unwatch($0) }
            return
        }
        if let watch = watches[socket] { return loop.change(watch, to: interest) }
        watches[socket] = loop.watch(socket, for: interest) { [weak self] ready in
            self?.advance(socket, Self.events(of: ready))
        }
    }

    private static func events(of ready: Readiness) -> Int32 {
        (ready.contains(.read) ? CURL_CSELECT_IN : 0) | (ready.contains(.write) ? CURL_CSELECT_OUT : 0)
            | (ready.contains(.broken) ? CURL_CSELECT_ERR : 0)
    }

    private func setTimer(_ milliseconds: Int) {
        if let timer { loop.cancel(timer) }
        timer = nil
        guard milliseconds >= 0 else { return }
        // libcurl must not be called from its own callback.
        timer = loop.schedule(after: .milliseconds(milliseconds)) { [weak self] in
            self?.timer = nil
            self?.advance(CURL_SOCKET_TIMEOUT, 0)
        }
    }

    private func advance(_ socket: curl_socket_t, _ events: Int32) {
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, events, &running)
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let result = riad_curl_message_result(message)
            guard let number = Transfer.number(of: easy), let transfer = transfers.removeValue(forKey: number) else {
                continue
            }
            curl_multi_remove_handle(multi, easy)
            transfer.finish(transfer.outcome(result))
        }
    }
}

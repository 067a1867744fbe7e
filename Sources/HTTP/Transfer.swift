import CCurl
import Glibc
import Loop

/// One request's libcurl handle, with what it has received.
final class Transfer {
    let easy: UnsafeMutableRawPointer
    var completion: ((Result<HTTPResponse, HTTPFailure>, Duration) -> Void)?
    private let policy: AddressPolicy?
    private let startedAt = MonotonicTime.now()
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var resolutions: UnsafeMutablePointer<curl_slist>?
    private var body: [UInt8] = []
    private var received = 0
    private var receivedHeaders = 0
    private var wasCut = false
    private var forbidden: IPAddress?
    private let reason = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Prepares a request; nil if the URL or a header can't be sent. `policy` is nil if the proxy decides.
    init?(_ request: HTTPRequest, number: Int, policy: AddressPolicy?, proxy: String?) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        self.policy = policy
        reason.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        let isURL = ["http://", "https://"].contains { request.url.lowercased().hasPrefix($0) }
        guard isURL, riad_curl_set_string(easy, CURLOPT_URL, request.url) == CURLE_OK, setHeaders(request.headers)
        else { return nil }
        setBody(request.body)
        setLimits(request.timeout)
        setConnection(proxy: proxy)
        setCallbacks(number)
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headers)
        curl_slist_free_all(resolutions)
        reason.deallocate()
    }

    /// Resolves names by these lines instead of a name server, as `host:port:address,address`.
    func resolve(by lines: [String]) {
        guard !lines.isEmpty else { return }
        for line in lines { resolutions = curl_slist_append(resolutions, line) }
        riad_curl_set_list(easy, CURLOPT_RESOLVE, resolutions)
    }

    /// The number of a handle's request.
    static func number(of easy: UnsafeMutableRawPointer) -> Int? {
        var pointer: UnsafeMutableRawPointer?
        riad_curl_get_pointer(easy, CURLINFO_PRIVATE, &pointer)
        return pointer.map { Int(bitPattern: $0) }
    }

    /// Reports the outcome.
    func finish(_ outcome: Result<HTTPResponse, HTTPFailure>) {
        completion?(outcome, .now() - startedAt)
        completion = nil
    }

    /// What libcurl's result means.
    func outcome(_ result: CURLcode) -> Result<HTTPResponse, HTTPFailure> {
        var status = 0
        riad_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        if result == CURLE_OK || wasCut && status > 0 {
            return .success(HTTPResponse(status: status, retryAfter: retryAfter, body: body))
        }
        if let forbidden { return .failure(.forbiddenAddress(forbidden.description)) }
        if receivedHeaders > HTTPClient.readBytes { return .failure(.failed("the response's headers are too long")) }
        switch result {
        case CURLE_URL_MALFORMAT: return .failure(.invalidURL)
        case CURLE_OPERATION_TIMEDOUT: return .failure(.timedOut)
        default:
            let detail = String(cString: reason)
            return .failure(.failed(detail.isEmpty ? String(cString: curl_easy_strerror(result)) : detail))
        }
    }

    private var retryAfter: Duration? {
        var seconds = 0
        // Parses both forms of the header, seconds and date.
        guard riad_curl_get_long(easy, CURLINFO_RETRY_AFTER, &seconds) == CURLE_OK, seconds > 0 else { return nil }
        return .seconds(seconds)
    }

    private func setHeaders(_ fields: [(name: String, value: String)]) -> Bool {
        // libcurl waits a second for "100 Continue" that many servers never send.
        for (name, value) in fields + [("Expect", "")] {
            let line = value.isEmpty ? "\(name):" : "\(name): \(value)"
            guard line.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), let list = curl_slist_append(headers, line) else {
                return false
            }
            headers = list
        }
        return riad_curl_set_list(easy, CURLOPT_HTTPHEADER, headers) == CURLE_OK
    }

    private func setBody(_ body: String) {
        riad_curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.utf8.count))
        riad_curl_set_string(easy, CURLOPT_COPYPOSTFIELDS, body)
    }

    private func setLimits(_ timeout: Duration) {
        let milliseconds = Int(timeout.pollMilliseconds)
        riad_curl_set_long(easy, CURLOPT_TIMEOUT_MS, max(1, milliseconds))
        riad_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, max(1, min(milliseconds, 10_000)))
        riad_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        // A name server that doesn't answer would hold up the loop after the time limit: libcurl waits for its thread.
        riad_curl_set_long(easy, CURLOPT_QUICK_EXIT, 1)
    }

    private func setConnection(proxy: String?) {
        riad_curl_set_string(easy, CURLOPT_PROTOCOLS_STR, "http,https")
        riad_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        // An empty proxy also ignores http_proxy and its like.
        riad_curl_set_string(easy, CURLOPT_PROXY, proxy ?? "")
        // no_proxy would lead past the proxy, and with it past any check.
        riad_curl_set_string(easy, CURLOPT_NOPROXY, "")
        riad_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1)
        riad_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2)
        // What was resolved long ago is connected to, and checked, anew.
        riad_curl_set_long(easy, CURLOPT_MAXLIFETIME_CONN, 300)
        riad_curl_set_string(easy, CURLOPT_USERAGENT, "riad-worker")
    }

    private func setCallbacks(_ number: Int) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        riad_curl_set_pointer(easy, CURLOPT_PRIVATE, UnsafeMutableRawPointer(bitPattern: number))
        riad_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, reason)
        riad_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        riad_curl_set_data_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.receive(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
        }
        riad_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        riad_curl_set_data_callback(easy, CURLOPT_HEADERFUNCTION) { _, size, count, context in
            guard let context else { return 0 }
            let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
            transfer.receivedHeaders += size * count
            return transfer.receivedHeaders <= HTTPClient.readBytes ? size * count : 0
        }
        riad_curl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, context)
        riad_curl_set_socket_opener(easy) { context, _, address in
            guard let context, let address else { return CURL_SOCKET_BAD }
            return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().openSocket(to: address)
        }
    }

    /// Keeps the beginning of the body. Returns false to cut the rest off.
    private func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        received += bytes.count
        body += bytes.prefix(HTTPClient.keptBytes - body.count)
        wasCut = received > HTTPClient.readBytes
        return !wasCut
    }

    /// Opens the socket for an address that was resolved just now: what a name resolved to earlier proves nothing.
    private func openSocket(to address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        if let policy {
            // libcurl's structure goes on behind `addr`, which alone would be too short for IPv6.
            let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) ?? 0
            let place = (UnsafeRawPointer(address) + offset).assumingMemoryBound(to: sockaddr.self)
            guard let ip = IPAddress(place) else { return CURL_SOCKET_BAD }
            guard policy.allows(ip) else {
                forbidden = ip
                return CURL_SOCKET_BAD
            }
        }
        forbidden = nil
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(address.pointee.family, kind, address.pointee.protocol)
    }
}

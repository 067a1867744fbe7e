/// A POST request.
package struct HTTPRequest: Sendable {
    /// The http or https address.
    package var url: String
    /// Header fields, as `Name: value` without line breaks.
    package var headers: [(name: String, value: String)]
    /// The body.
    package var body: String
    /// The time limit for the whole exchange.
    package var timeout: Duration

    /// Creates a request.
    package init(url: String, headers: [(name: String, value: String)], body: String, timeout: Duration) {
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

/// A response, whatever its status. Redirects aren't followed.
package struct HTTPResponse: Sendable, Equatable {
    /// The status code.
    package var status: Int
    /// The Retry-After header's seconds; nil if there is none, or it can't be read.
    package var retryAfter: Duration?
    /// The first bytes of the body, at most `HTTPClient.keptBytes`.
    package var body: [UInt8]

    /// Creates a response.
    package init(status: Int, retryAfter: Duration? = nil, body: [UInt8] = []) {
        self.status = status
        self.retryAfter = retryAfter
        self.body = body
    }
}

/// Why no response came.
package enum HTTPFailure: Error, Sendable, Hashable {
    /// The address isn't a valid http or https URL.
    case invalidURL
    /// The host's address is in a network that isn't allowed.
    case forbiddenAddress(String)
    /// The time limit passed.
    case timedOut
    /// The request was cancelled.
    case cancelled
    /// Anything else, in libcurl's words.
    case failed(String)
}

extension HTTPFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidURL: "the address isn't a valid http or https URL"
        case .forbiddenAddress(let address):
            "\(address) is in a private network; an administrator can allow it: riad webhooks networks"
        case .timedOut: "no complete response within the time limit"
        case .cancelled: "cancelled"
        case .failed(let reason): reason
        }
    }
}

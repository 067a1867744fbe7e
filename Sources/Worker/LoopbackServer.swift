import CMicroHTTPD
import Loop

/// Answers requests on a port of 127.0.0.1, by libmicrohttpd on the worker's loop.
final class LoopbackServer {
    /// A request as received.
    struct Request {
        var method: String
        var path: String
        var body: [UInt8] = []
    }

    /// A response.
    struct Page {
        var status = 200
        var text: String
    }

    /// The largest body that is accepted, in bytes.
    private static let maxBodyLength = 1 << 20

    /// What is passed through libmicrohttpd.
    private final class Handler {
        let answer: (Request) -> Page

        init(_ answer: @escaping (Request) -> Page) {
            self.answer = answer
        }
    }

    /// A request whose body is still arriving.
    private final class Arriving {
        var request: Request

        init(_ request: Request) {
            self.request = request
        }
    }

    private let loop: EventLoop
    private let daemon: OpaquePointer
    private let handler: Handler
    private var watch: EventLoop.Watch?
    private var timer: EventLoop.Timer?

    /// Starts the server, on any free port if `port` is 0; nil if the port can't be had.
    init?(port: UInt16, on loop: EventLoop, answer: @escaping (Request) -> Page) {
        let handler = Handler(answer)
        let started = riad_mhd_start(
            port,
            { context, connection, url, method, _, upload, uploadLength, state in
                LoopbackServer.receive(context, connection, url, method, upload, uploadLength, state)
            },
            { _, _, state, _ in
                guard let arriving = state?.pointee else { return }
                Unmanaged<Arriving>.fromOpaque(arriving).release()
                state?.pointee = nil
            },
            Unmanaged.passUnretained(handler).toOpaque()
        )
        guard let started else { return nil }
        self.loop = loop
        self.handler = handler
        daemon = started
        watch = loop.watch(riad_mhd_descriptor(started), for: .read) { [weak self] _ in self?.run() }
    }

    /// The port it listens on.
    var port: Int { Int(riad_mhd_port(daemon)) }

    deinit {
        if let watch { loop.unwatch(watch) }
        if let timer { loop.cancel(timer) }
        MHD_stop_daemon(daemon)
    }

    private func run() {
        MHD_run(daemon)
        if let timer { loop.cancel(timer) }
        timer = nil
        let milliseconds = riad_mhd_timeout(daemon)
        guard milliseconds >= 0 else { return }
        timer = loop.schedule(after: .milliseconds(milliseconds)) { [weak self] in
            self?.timer = nil
            self?.run()
        }
    }

    /// libmicrohttpd calls this once when the headers are there, then for each piece of the body, then to have it answered.
    private static func receive(
        _ context: UnsafeMutableRawPointer?,
        _ connection: OpaquePointer?,
        _ url: UnsafePointer<CChar>?,
        _ method: UnsafePointer<CChar>?,
        _ upload: UnsafePointer<CChar>?,
        _ uploadLength: UnsafeMutablePointer<Int>?,
        _ state: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let context, let url, let method, let uploadLength, let state else { return riad_mhd_abort() }
        guard let known = state.pointee else {
            let request = Request(method: String(cString: method), path: String(cString: url))
            state.pointee = Unmanaged.passRetained(Arriving(request)).toOpaque()
            return riad_mhd_continue()
        }
        let arriving = Unmanaged<Arriving>.fromOpaque(known).takeUnretainedValue()
        if uploadLength.pointee > 0 {
            let bytes = UnsafeRawBufferPointer(start: upload, count: uploadLength.pointee)
            guard arriving.request.body.count + bytes.count <= maxBodyLength else { return riad_mhd_abort() }
            arriving.request.body += bytes
            uploadLength.pointee = 0
            return riad_mhd_continue()
        }
        let page = Unmanaged<Handler>.fromOpaque(context).takeUnretainedValue().answer(arriving.request)
        return riad_mhd_respond(connection, UInt32(page.status), page.text)
    }
}

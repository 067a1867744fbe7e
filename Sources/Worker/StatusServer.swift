import CMicroHTTPD
import Loop

/// Answers GET on a port of 127.0.0.1, by libmicrohttpd on the worker's loop.
final class StatusServer {
    /// A response.
    struct Page {
        var status = 200
        var text: String
    }

    private let loop: EventLoop
    private let daemon: OpaquePointer
    private var watch: EventLoop.Watch?
    private var timer: EventLoop.Timer?
    private let context: UnsafeMutablePointer<(String) -> Page?>

    /// Starts the server; nil if the port can't be had. `page` gets a path; nil is 404.
    init?(port: UInt16, on loop: EventLoop, page: @escaping (String) -> Page?) {
        context = .allocate(capacity: 1)
        context.initialize(to: page)
        let started = riad_mhd_start(
            port,
            { context, connection, url, method, _, _, _, _ in
                let page = context?.assumingMemoryBound(to: ((String) -> Page?).self).pointee
                let (path, method) = (url.map { String(cString: $0) }, method.map { String(cString: $0) })
                let answer = StatusServer.answer(path ?? "", method ?? "", page ?? { _ in nil })
                return riad_mhd_respond(connection, UInt32(answer.status), answer.text)
            },
            context
        )
        guard let started else {
            context.deinitialize(count: 1)
            context.deallocate()
            return nil
        }
        self.loop = loop
        daemon = started
        watch = loop.watch(riad_mhd_descriptor(started), for: .read) { [weak self] _ in self?.run() }
    }

    /// The port it listens on.
    var port: Int { Int(riad_mhd_port(daemon)) }

    deinit {
        if let watch { loop.unwatch(watch) }
        if let timer { loop.cancel(timer) }
        MHD_stop_daemon(daemon)
        context.deinitialize(count: 1)
        context.deallocate()
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

    private static func answer(_ path: String, _ method: String, _ page: (String) -> Page?) -> Page {
        guard method == "GET" else { return Page(status: 405, text: "only GET\n") }
        return page(path) ?? Page(status: 404, text: "not found\n")
    }
}

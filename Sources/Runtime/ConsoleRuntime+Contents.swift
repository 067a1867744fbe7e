import Console
import Domain
import Loop
import Postgres
import Repositories
import Text

/// Performs requests about files and links.
extension ConsoleRuntime {
    func handle(_ request: ContentsRequest) throws(AccessError) {
        switch request {
        case .readFiles(let id):
            let request = try Threads.attachments(of: id, limit: ContentsRequest.fileLimit, for: state.user)
            send(request) { .contents(.filesRead(id, $0)) }
        case .open, .save, .copy: break
        }
    }

    /// Opens a link by another program.
    func open(_ link: WebLink) {
        handOver(else: .opened(false)) { .opened($0.open(link)) }
    }

    /// Saves what a link leads to.
    func save(_ link: WebLink, as name: UntrustedText) {
        handOver(else: .saved(nil)) { handler in
            .saved(handler.save(link, as: name).map { SafeText(UntrustedText($0)) })
        }
    }

    /// Waits for another program on a thread of its own.
    private func handOver(
        else failure: ContentsEvent,
        _ work: @escaping @Sendable (LinkHandler) -> ContentsEvent
    ) {
        let (handler, answers) = (links, contentAnswers)
        do throws(LoopError) {
            try DetachedThread.start { answers.send(work(handler)) }
        } catch {
            dispatch(.contents(failure))
        }
    }

    private var links: LinkHandler {
        LinkHandler(opener: options.opener, environment: options.environment)
    }
}

import Console
import Domain
import Loop
import Postgres
import Text

/// Performs the effects the state returns.
extension ConsoleRuntime {
    func perform(_ effect: Effect) {
        switch effect {
        case .inbox, .query, .search, .thread, .changes, .assignment, .merging, .views, .cannedReplies, .records,
            .outreach,
            .sla, .settings, .people, .audit, .incidents, .workflows, .webhooks, .deliveries, .jobs, .presence,
            .contents(.readFiles):
            performRequest(effect)
        case .composer(let request): handle(request)
        case .contents(.open(let link)): open(link)
        case .contents(.save(let link, let name)): save(link, as: name)
        case .contents(.copy(let link)): terminal.copy(SafeText(trusted: link.address))
        case .wake(let pause): wake(after: pause)
        case .setTitle(let text): terminal.title(text.isEmpty ? "riad" : SafeText("riad · ") + text)
        case .redraw: terminal.redraw()
        case .reconnect: connection.open()
        case .suspend: suspend()
        case .quit: end(.userQuit)
        }
    }

    private func handle(_ request: ComposerRequest) {
        switch request {
        case .enqueue(let message): sender.enqueue(message)
        case .saveDraft(let draft): journal?.save(draft)
        case .deleteDraft(let conversation): journal?.deleteDraft(conversation)
        case .editExternally(let draft): editExternally(draft)
        }
    }

    private func editExternally(_ draft: Draft) {
        let editor = ExternalEditor(environment: options.environment)
        let edited = terminal.withTerminalReleased { editor.edit(draft) }
        dispatch(.composer(.editorClosed(edited)))
        dispatch(.input(.resized(terminal.resize())))
        dispatch(.refreshTimerFired)
    }

    /// Opens the user's journal and restores what an earlier run left in it.
    func openJournal(of user: CurrentUser) {
        guard journal == nil, let folder = options.places.map({ "\($0.state)/\(user.id)" }) else { return }
        let answers = loop.mailbox(of: Journal.WriteResult.self) { [unowned self] in sender.handle($0) }
        let opened = Journal(folder: folder, answers: answers)
        journal = opened
        sender.journal = opened
        let kept = opened.restore()
        dispatch(.composer(.restored(drafts: kept.drafts, queue: kept.queue)))
        sender.restore(kept.queue)
    }
}
